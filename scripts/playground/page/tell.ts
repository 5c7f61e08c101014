import type { Snowflake, WireMessage } from '../protocol.ts';
import type { Picture } from './messages/picture.ts';

/** What an element lets the page know; the page does it. */
export type Told =
  | { readonly kind: 'open picture'; readonly picture: Picture | null }
  | { readonly kind: 'press'; readonly message: Snowflake; readonly customId: string }
  | {
      readonly kind: 'choose';
      readonly message: Snowflake;
      readonly customId: string;
      readonly values: readonly string[];
    }
  | { readonly kind: 'go'; readonly channel: Snowflake }
  | { readonly kind: 'become'; readonly user: Snowflake }
  | { readonly kind: 'reply'; readonly message: WireMessage }
  | { readonly kind: 'edit'; readonly message: WireMessage }
  | { readonly kind: 'delete'; readonly message: Snowflake }
  | { readonly kind: 'forward'; readonly message: Snowflake; readonly channel: Snowflake }
  | { readonly kind: 'create thread'; readonly name: string; readonly message: Snowflake | null }
  | { readonly kind: 'message command'; readonly message: Snowflake; readonly command: string }
  | { readonly kind: 'dismiss failure'; readonly interaction: Snowflake }
  /** To a message, here or in another channel. */
  | { readonly kind: 'jump'; readonly message: Snowflake; readonly channel: Snowflake }
  | { readonly kind: 'toggle panel' };

export class ToldEvent extends CustomEvent<Told> {
  static readonly type = 'play-told';
  constructor(told: Told) {
    super(ToldEvent.type, { detail: told, bubbles: true, composed: true });
  }
}

export function tell(from: EventTarget, told: Told): void {
  from.dispatchEvent(new ToldEvent(told));
}
