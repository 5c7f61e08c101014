import type { Json } from '../face/wire.ts';
import { INTENTS } from './gateway-event.ts';

/** Every intent that exists, up to DIRECT_MESSAGE_POLLS (1 << 25); 17, 18, 19, 22 and 23 are unassigned. */
const ALL_INTENTS = 0b11_0011_0001_1111_1111_1111_1111;

/** An identify that may proceed, or the code that the connection closes with (reference, section 8). */
export type Identification =
  | { readonly kind: 'accepted'; readonly intents: number; readonly shard: readonly [number, number] }
  | { readonly kind: 'refused'; readonly code: number; readonly reason: string };

export function readIdentify(d: Json | undefined, token: string, contentGranted: boolean): Identification {
  const refused = (code: number, reason: string): Identification => ({ kind: 'refused', code, reason });
  const {
    token: given,
    intents,
    shard,
    properties,
    compress,
  } = d as {
    readonly [key: string]: unknown;
  } & { token?: unknown; intents?: unknown; shard?: unknown; properties?: unknown; compress?: unknown };
  if (given !== token) return refused(4004, 'Authentication failed.');
  if (typeof properties !== 'object' || properties === null) return refused(4002, 'Error while decoding payload.');
  if (compress === true) return refused(4002, 'The emulated Discord speaks no compression.');
  if (typeof intents !== 'number' || intents < 0 || (intents & ~ALL_INTENTS) !== 0) {
    return refused(4013, 'Invalid intent(s).');
  }
  // The members' and presences' intents are privileged too and never granted here.
  const privileged = INTENTS.GUILD_MEMBERS | (1 << 8) | (contentGranted ? 0 : INTENTS.MESSAGE_CONTENT);
  if ((intents & privileged) !== 0) return refused(4014, 'Disallowed intent(s).');
  if (shard === undefined) return { kind: 'accepted', intents, shard: [0, 1] };
  const [index, count] = Array.isArray(shard) ? (shard as unknown[]) : [];
  const valid =
    Number.isInteger(index) && Number.isInteger(count) && Number(index) >= 0 && Number(index) < Number(count);
  return valid ? { kind: 'accepted', intents, shard: [Number(index), Number(count)] } : refused(4010, 'Invalid shard.');
}
