import { z } from 'zod';
import { guildIdField, userIdField, versionIdField } from './parts.ts';

/** What an entry of a chain tells of its version since there is a privacy to be kept. */
export type EntryFacts = z.infer<typeof facts>;

const facts = z.object({
  id: versionIdField,
  guild: guildIdField.nullable(),
  sentBy: userIdField.optional(),
  madeAt: z.number(),
});

/** Null for a record that nobody can read: it is told of when it is asked for. */
export const factsOf = (stored: unknown): EntryFacts | null => facts.safeParse(stored).data ?? null;

export interface KnownEntries {
  /** Whether those from before these facts stood in them were given theirs. */
  areComplete(): Promise<boolean>;
  /** Many, in one transaction. */
  learn(facts: readonly EntryFacts[]): Promise<void>;
  complete(now: number): Promise<void>;
}
