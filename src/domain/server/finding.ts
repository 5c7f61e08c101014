import type { ChannelId, ModelId } from '../ids.ts';

/** What a channel is to the bot: where somebody asks, its threads, and where notices go. */
export type PlaceUse = 'here' | 'threads' | 'log' | 'audit';

export type NeededPermission = 'view' | 'send' | 'send-in-threads' | 'create-threads' | 'attach' | 'history';

/** What of the bot's needs a use of a channel has; a thread has its own permission to write. */
export const neededFor = {
  here: ['view', 'send', 'attach', 'history'],
  threads: ['send-in-threads'],
  log: ['view', 'send'],
  // The history is where it is looked for whether an entry is there already.
  audit: ['view', 'send', 'attach', 'history'],
} as const satisfies Readonly<Record<PlaceUse, readonly NeededPermission[]>>;

/** What is wrong with a server as far as its managers may know; each names what is to be changed. */
export type ServerFinding =
  | {
      readonly kind: 'permissions';
      readonly use: PlaceUse;
      readonly channel: ChannelId;
      readonly missing: readonly NeededPermission[];
    }
  | {
      readonly kind: 'channel gone';
      readonly rule: 'log' | 'audit' | 'allowed' | 'denied';
      readonly channel: ChannelId;
    }
  /** Discord does not say just now. */
  | { readonly kind: 'channel unread'; readonly channel: ChannelId }
  | { readonly kind: 'allowed and denied'; readonly channel: ChannelId }
  | { readonly kind: 'role gone'; readonly rule: 'roles' | 'models' | 'limits'; readonly role: string }
  | { readonly kind: 'model gone'; readonly rule: 'models' | 'defaults'; readonly model: ModelId }
  /** What messages say is not told to the bot unless they mention it. */
  | { readonly kind: 'no content' }
  | { readonly kind: 'commands'; readonly what: 'missing' | 'other' | 'twice'; readonly names: readonly string[] }
  | { readonly kind: 'commands unread' };
