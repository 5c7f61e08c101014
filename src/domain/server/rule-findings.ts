import type { ChannelId, ModelId } from '../ids.ts';
import type { ServerFinding } from './finding.ts';
import type { ServerRules } from './server-rules.ts';

type RuleFinding = Extract<ServerFinding, { kind: 'role gone' | 'model gone' | 'allowed and denied' }>;

/** What a rule names that is not there any more, and rules that contradict each other. */
export function ruleFindings(
  { channels, roles = [], models = [], defaults }: ServerRules,
  there: {
    /** Null: nobody told. */
    readonly roles: ReadonlySet<string> | null;
    readonly models: ReadonlySet<ModelId>;
    /** Roles that limits are set for. */
    readonly limited: readonly string[];
  },
): readonly RuleFinding[] {
  const roleGone = (rule: 'roles' | 'models' | 'limits', named: readonly string[]) =>
    [...new Set(named)]
      .filter((role) => there.roles !== null && !there.roles.has(role))
      .map((role) => ({ kind: 'role gone', rule, role }) as const);
  const modelGone = (rule: 'models' | 'defaults', named: readonly ModelId[]) =>
    [...new Set(named)]
      .filter((model) => !there.models.has(model))
      .map((model) => ({ kind: 'model gone', rule, model }) as const);
  const ofModels = models.flatMap(({ role }) => (role === null ? [] : [role]));
  return [
    ...bothWays(channels?.allowed ?? [], channels?.denied ?? []),
    ...roleGone('roles', roles),
    ...roleGone('models', ofModels),
    ...roleGone('limits', there.limited),
    ...modelGone(
      'models',
      models.map(({ model }) => model),
    ),
    ...modelGone('defaults', defaults?.model === undefined ? [] : [defaults.model]),
  ];
}

const bothWays = (allowed: readonly ChannelId[], denied: readonly ChannelId[]) =>
  allowed
    .filter((channel) => denied.includes(channel))
    .map((channel) => ({ kind: 'allowed and denied', channel }) as const);
