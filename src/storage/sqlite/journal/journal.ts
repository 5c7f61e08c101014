import type { Journal } from '../../../ports/store/journal.ts';
import type { JournalDatabase } from '../database.ts';
import { journalReading } from './reading.ts';
import { journalTaking, type UnreadableRow } from './taking.ts';
import { journalThinning } from './thinning.ts';
import { journalWriting } from './writing.ts';

export type { UnreadableRow } from './taking.ts';

export interface JournalOptions {
  readonly database: JournalDatabase;
  /** Told of a row that cannot be read. Its step is skipped until its lease ends, so that it holds up no other row. */
  readonly onUnreadable: (row: UnreadableRow) => void;
}

/**
 * The journal on node:sqlite. Where no other program holds the file its calls take effect before they return, and are
 * answered when they will survive what they have to; a promise is rejected for a disk error, a file that is held for half
 * a minute or an unreadable row, never for a lost race.
 */
export function createJournal({ database, onUnreadable }: JournalOptions): Journal {
  const reading = journalReading(database);
  return {
    find: reading.find,
    findRequest: reading.findRequest,
    openOf: reading.openOf,
    openIn: reading.openIn,
    unacknowledged: reading.unacknowledged,
    ...journalWriting(database),
    ...journalThinning(database),
    ...journalTaking({ database, reading, onUnreadable }),
  };
}
