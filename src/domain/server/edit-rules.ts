import type { ChannelId, ModelId, RoleId, UserId } from '../ids.ts';
import type { ModelRule, ServerRules } from './server-rules.ts';

// What the managers of a server say, one rule at a time: each of these makes the new rules from those of that moment.

/** The last said wins: what was denied is allowed then. */
export const allowChannel = <Rules extends ServerRules>(rules: Rules, channel: ChannelId): Rules => {
  const { allowed, denied } = rules.channels ?? none;
  return { ...rules, channels: { allowed: withOne(allowed, channel), denied: without(denied, channel) } };
};

/** Likewise: what was allowed is denied then. */
export const denyChannel = <Rules extends ServerRules>(rules: Rules, channel: ChannelId): Rules => {
  const { allowed, denied } = rules.channels ?? none;
  return { ...rules, channels: { allowed: without(allowed, channel), denied: withOne(denied, channel) } };
};

export const allowRole = <Rules extends ServerRules>(rules: Rules, role: RoleId): Rules => ({
  ...rules,
  roles: withOne(rules.roles ?? [], role),
});

/** `role`: null for everybody. */
export const allowModel = <Rules extends ServerRules>(rules: Rules, model: ModelId, role: RoleId | null): Rules => {
  const others = (rules.models ?? []).filter((each) => each.model !== model || each.role !== role);
  return { ...rules, models: [...others, { model, role }] };
};

/** `role`: left out, all of them. */
export const clearModels = <Rules extends ServerRules>(rules: Rules, role: RoleId | null | undefined): Rules => {
  const isMeant = (each: ModelRule) => role === undefined || each.role === role;
  const kept = (rules.models ?? []).filter((each) => !isMeant(each));
  return { ...rules, models: kept.length === 0 ? undefined : kept };
};

export const distrust = <Rules extends ServerRules>(rules: Rules, member: UserId): Rules => ({
  ...rules,
  trusted: without(rules.trusted ?? [], member),
});

const none = { allowed: [], denied: [] } as const;

const withOne = <Id extends string>(ids: readonly Id[], id: Id): readonly Id[] =>
  ids.includes(id) ? ids : [...ids, id];
const without = <Id extends string>(ids: readonly Id[], id: Id): readonly Id[] => ids.filter((each) => each !== id);
