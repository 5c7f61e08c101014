import { behindMore } from './behind-more.ts';
import { characters } from './characters.ts';
import { commands } from './commands.ts';
import { compare } from './compare.ts';
import { drafts } from './drafts.ts';
import { failures } from './failures.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { labels } from './labels.ts';
import { likeness } from './likeness.ts';
import { limits } from './limits.ts';
import { notices } from './notices.ts';
import { operators } from './operators.ts';
import { ownDefaults } from './own-defaults.ts';
import { panel } from './panel.ts';
import { privacy } from './privacy.ts';
import { progress } from './progress.ts';
import { results } from './results.ts';
import { rework } from './rework.ts';
import { attempts } from './server/attempts.ts';
import { audit } from './server/audit.ts';
import { blocklist } from './server/blocklist.ts';
import { serverDefaults } from './server/defaults.ts';
import { doctor } from './server/doctor.ts';
import { pauses } from './server/pauses.ts';
import { rules } from './server/rules.ts';

/** English: the first language, and the contract that every other one keeps. */
export const en = {
  ...audit,
  ...attempts,
  ...behindMore,
  ...blocklist,
  ...characters,
  ...commands,
  ...compare,
  ...doctor,
  ...drafts,
  ...failures,
  ...help,
  ...history,
  ...labels,
  ...limits,
  ...likeness,
  ...notices,
  ...operators,
  ...ownDefaults,
  ...panel,
  ...privacy,
  ...pauses,
  ...progress,
  ...results,
  ...rework,
  ...rules,
  ...serverDefaults,
} as const;
