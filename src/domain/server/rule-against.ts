import type { ChannelId, ModelId, RoleId, UserId } from '../ids.ts';
import type { ChannelRules, ModelRule, ServerRules } from './server-rules.ts';

/** Where something is wanted, as far as rules speak of it. */
export interface RulePlace {
  readonly channel: ChannelId;
  /** A thread's channel. */
  readonly parent: ChannelId | null;
  /** The category of the channel, or of the thread's channel; null: none; undefined: nobody knows. */
  readonly category?: ChannelId | null | undefined;
  /** By itself, by its channel, or with its whole server; undefined: nobody knows. */
  readonly isAgeRestricted?: boolean | undefined;
}

/** What somebody wants to do in a server, as far as it is known by now. */
export interface Wanted {
  readonly user: UserId;
  /** All that this member has, the server's own (everybody's) among them. */
  readonly roles: readonly RoleId[];
  readonly place: RulePlace;
  /** Undefined: none was chosen yet. */
  readonly model?: ModelId | undefined;
  /** Whose the pictures are that it is made from. */
  readonly owners: readonly UserId[];
  /** Whether it is made from pictures that members send, and that we did not make. */
  readonly usesPhotos: boolean;
}

/** The rule that something is against, with what its sentence needs; lists in the order of their ids. */
export type BrokenRule =
  | { readonly rule: 'others' | 'photos' }
  /** `allowed`: where it may be done instead; nowhere in particular where that is empty. */
  | { readonly rule: 'channels'; readonly allowed: readonly ChannelId[] }
  /** `allowed`: who may use the bot. */
  | { readonly rule: 'roles'; readonly allowed: readonly RoleId[] }
  /** `allowed`: what this member may use instead. */
  | { readonly rule: 'models'; readonly model: ModelId; readonly allowed: readonly ModelId[] };

/**
 * The rule that this is against; null: none. Nobody is above them. What is known of it may grow (its model, its pictures): what
 * was refused before is refused then, too.
 */
export function ruleAgainst(rules: ServerRules, wanted: Wanted): BrokenRule | null {
  return (
    againstRoles(rules, wanted) ??
    againstChannels(rules, wanted) ??
    againstOthers(rules, wanted) ??
    againstPhotos(rules, wanted) ??
    againstModels(rules, wanted)
  );
}

/** Models that this member may use; null: all. */
export function modelsFor({ models = [] }: ServerRules, roles: readonly RoleId[]): readonly ModelId[] | null {
  if (models.length === 0) return null;
  const isTheirs = ({ role }: ModelRule) => role === null || roles.includes(role);
  return sorted(models.filter(isTheirs).map(({ model }) => model));
}

/** Whether these rules speak of categories, as far as ids tell: any channel that is named may be one. */
export const asksForCategory = ({ channels }: ServerRules): boolean =>
  channels !== undefined && channels.allowed.length + channels.denied.length > 0;

export const asksForAge = ({ photos }: ServerRules): boolean => photos === 'age-restricted';

function againstRoles({ roles: named = [] }: ServerRules, { roles }: Wanted): BrokenRule | null {
  if (named.length === 0 || named.some((role) => roles.includes(role))) return null;
  return { rule: 'roles', allowed: sorted(named) };
}

/** What denies beats what allows. Where the category is not known, only what would need it to be allowed is denied. */
function againstChannels({ channels }: ServerRules, { place }: Wanted): BrokenRule | null {
  if (channels === undefined) return null;
  const { allowed, denied }: ChannelRules = channels;
  const around = [place.channel, place.parent, place.category ?? null].filter((each) => each !== null);
  const isDenied = denied.some((each) => around.includes(each));
  const isAllowed = allowed.length === 0 || allowed.some((each) => around.includes(each));
  if (!isDenied && isAllowed) return null;
  return { rule: 'channels', allowed: sorted(allowed.filter((each) => !denied.includes(each))) };
}

function againstOthers({ others = 'on' }: ServerRules, { user, owners }: Wanted): BrokenRule | null {
  return others === 'off' && owners.some((owner) => owner !== user) ? { rule: 'others' } : null;
}

/** Where nobody knows whether a place is age-restricted, it is not. */
function againstPhotos({ photos = 'everywhere' }: ServerRules, { usesPhotos, place }: Wanted): BrokenRule | null {
  return photos === 'age-restricted' && usesPhotos && place.isAgeRestricted !== true ? { rule: 'photos' } : null;
}

function againstModels(rules: ServerRules, { model, roles }: Wanted): BrokenRule | null {
  const allowed = modelsFor(rules, roles);
  if (allowed === null || model === undefined || allowed.includes(model)) return null;
  return { rule: 'models', model, allowed };
}

const sorted = <Id extends string>(ids: readonly Id[]): readonly Id[] => [...new Set(ids)].sort();
