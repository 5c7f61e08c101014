import type { ChannelId, ModelId, RoleId, UserId } from '../ids.ts';
import { allowChannel, allowModel, allowRole, denyChannel } from './edit-rules.ts';
import type { ServerRules } from './server-rules.ts';

/**
 * What a manager left chosen of the entries that were shown: what is not chosen any more is taken away, what is new is added,
 * and what was not shown stays. A list of which nothing is left is as if it were not set.
 */
export interface Choice<Id> {
  readonly shown: readonly Id[];
  readonly chosen: readonly Id[];
}

export function chooseChannels<Rules extends ServerRules>(
  rules: Rules,
  kind: 'allowed' | 'denied',
  { shown, chosen }: Choice<ChannelId>,
): Rules {
  const { allowed, denied } = rules.channels ?? { allowed: [], denied: [] };
  const left = { allowed, denied, [kind]: (kind === 'allowed' ? allowed : denied).filter(stays(shown, chosen)) };
  const add = kind === 'allowed' ? allowChannel<Rules> : denyChannel<Rules>;
  const next = chosen.reduce(add, { ...rules, channels: left });
  const isEmpty = next.channels?.allowed.length === 0 && next.channels.denied.length === 0;
  return isEmpty ? { ...next, channels: undefined } : next;
}

export function chooseRoles<Rules extends ServerRules>(rules: Rules, { shown, chosen }: Choice<RoleId>): Rules {
  const left = (rules.roles ?? []).filter(stays(shown, chosen));
  const next = chosen.reduce(allowRole<Rules>, { ...rules, roles: left });
  return next.roles?.length === 0 ? { ...next, roles: undefined } : next;
}

/** Of what one role may use; null: everybody. */
export function chooseModels<Rules extends ServerRules>(
  rules: Rules,
  role: RoleId | null,
  { shown, chosen }: Choice<ModelId>,
): Rules {
  const isLeft = stays(shown, chosen);
  const left = (rules.models ?? []).filter((each) => each.role !== role || isLeft(each.model));
  const known = new Set(left.filter((each) => each.role === role).map(({ model }) => model));
  const fresh = chosen.filter((model) => !known.has(model));
  const next = fresh.reduce<Rules>((all, model) => allowModel(all, model, role), { ...rules, models: left });
  return next.models?.length === 0 ? { ...next, models: undefined } : next;
}

/** Nobody is trusted here who was not: that is said of their pictures. */
export function chooseTrusted<Rules extends ServerRules>(rules: Rules, { shown, chosen }: Choice<UserId>): Rules {
  const trusted = (rules.trusted ?? []).filter(stays(shown, chosen));
  return { ...rules, trusted: trusted.length === 0 ? undefined : trusted };
}

/** Takes entries out of the blocklist; its action stays. */
export function unblock<Rules extends ServerRules>(rules: Rules, entries: readonly string[]): Rules {
  const { blocklist } = rules;
  if (blocklist === undefined) return rules;
  const left = blocklist.entries.filter((entry) => !entries.includes(entry));
  return { ...rules, blocklist: { ...blocklist, entries: left } };
}

const stays =
  <Id>(shown: readonly Id[], chosen: readonly Id[]) =>
  (id: Id): boolean =>
    !shown.includes(id) || chosen.includes(id);
