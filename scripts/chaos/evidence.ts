import type { InteractionView } from '../emulators/discord/index.ts';
import type { Asked } from './asking.ts';
import type { BilledCall, SeenCall } from './chaos-vendor.ts';
import { type BotMessage, versionsOf } from './message-watch.ts';
import type { StoreContents } from './read-store.ts';

/** What each side saw: the members, Discord, the vendor and the store. */
export interface Evidence {
  readonly asked: readonly Asked[];
  readonly interactions: readonly Pick<
    InteractionView,
    'id' | 'kind' | 'name' | 'state' | 'ephemeral' | 'responseMessageId'
  >[];
  /** Interactions whose token was over before its time. */
  readonly expired: ReadonlySet<string>;
  /** The bot's messages, by id, as they stand. */
  readonly messages: ReadonlyMap<string, BotMessage>;
  /** Hashes of the files of a message. */
  readonly filesOf: (message: string) => readonly string[];
  readonly seen: readonly SeenCall[];
  readonly billed: readonly BilledCall[];
  /** Whether the vendor can be asked afterwards what became of a call. */
  readonly vendorCanBeAsked: boolean;
  /** Pictures for each member in a day: the limit that was set. */
  readonly memberLimit: number;
  readonly store: StoreContents;
}

/** Something that must never be. */
export interface Violation {
  readonly law: string;
  /** What is wrong, with the ids that it is about. */
  readonly says: string;
}

/** Looks for what breaks one law. */
export type Law = (evidence: Evidence) => readonly Violation[];

/** The messages under which a version's buttons stand. */
export function messagesByVersion(messages: Evidence['messages']): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const message of messages.values()) {
    for (const version of versionsOf(message)) found.set(version, [...(found.get(version) ?? []), message.id]);
  }
  return found;
}
