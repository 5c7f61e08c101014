import type { ReplyAddress } from '../../domain/jobs/job.ts';
import type { Pace } from '../../domain/jobs/pace.ts';
import type { Amounts, Constraint } from '../../domain/money/limits.ts';
import type { MayUse } from '../../domain/who-may-use.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Messenger } from '../../ports/messenger.ts';
import type { Journal, Reservation } from '../../ports/store/journal.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';
import type { SourcesOfAsk } from '../chain/asked-sources.ts';
import type { CharactersOfAsk } from '../characters/asked-characters.ts';
import type { Conduct } from '../conduct/conduct.ts';
import type { CurrentRules } from '../current-rules.ts';
import type { UsualIn } from '../members/own-defaults.ts';
import type { MayAccept } from '../money/admission.ts';
import type { Limits } from '../money/limits.ts';
import type { RulesOfServers } from '../server/rules.ts';
import type { RulesNow } from '../server/rules-now.ts';
import type { Ask } from '../services.ts';
import type { Confirming } from './confirming.ts';
import type { KeepAttempts } from './keep-attempts.ts';

/** `vouched`: that its asker may use these sources was decided before. `allowed`: a moderator lets its words pass. */
export interface OwnAsk extends Ask {
  readonly vouched?: boolean;
  readonly allowed?: boolean | undefined;
}

export interface Needs {
  readonly journal: Journal;
  readonly versions: VersionStore;
  readonly messenger: Pick<Messenger, 'notice'>;
  readonly sources: SourcesOfAsk;
  readonly characters: CharactersOfAsk;
  readonly rules: CurrentRules;
  readonly serverRules: RulesOfServers;
  /** What the server has set. */
  readonly setIn: RulesNow;
  /** What is taken where a request says nothing. */
  readonly usualIn: UsualIn;
  readonly conduct: Conduct;
  readonly attempts: Pick<KeepAttempts, 'refused'>;
  readonly limits: Pick<Limits, 'constraints'>;
  /** Tells of limits that come near; never rejects, and is not waited for. */
  readonly afterAsking: (address: ReplyAddress, constraints: readonly Constraint[], asked: Amounts) => Promise<void>;
  /** Why this process takes nothing more just now, whoever asks; null where it does. */
  readonly mayAccept: MayAccept;
  readonly confirming: Confirming;
  /** Whom the operator serves; all where nothing is said. */
  readonly turnAway?: MayUse | undefined;
  /** Requests that may be unsent, in line or before it. */
  readonly queueMax: number;
  /** Of these, of one server and of one member; any number where nothing is said. */
  readonly shares?: Reservation['mostUnsentOf'] | undefined;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly log: Log;
  /** Tells the worker that something may be due. */
  readonly wake: () => void;
}
