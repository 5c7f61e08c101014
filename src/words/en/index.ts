import { characters } from './characters.ts';
import { commands } from './commands.ts';
import { failures } from './failures.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { labels } from './labels.ts';
import { likeness } from './likeness.ts';
import { limits } from './limits.ts';
import { notices } from './notices.ts';
import { operators } from './operators.ts';
import { progress } from './progress.ts';
import { results } from './results.ts';
import { attempts } from './server/attempts.ts';
import { blocklist } from './server/blocklist.ts';
import { pauses } from './server/pauses.ts';

/** English: the first language, and the contract that every other one keeps. */
export const en = {
  ...attempts,
  ...blocklist,
  ...characters,
  ...commands,
  ...failures,
  ...help,
  ...history,
  ...labels,
  ...limits,
  ...likeness,
  ...notices,
  ...operators,
  ...pauses,
  ...progress,
  ...results,
} as const;
