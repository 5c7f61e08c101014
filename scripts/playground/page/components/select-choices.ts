import type { GuildView, PlaygroundWorld, WireComponent } from '../../protocol.ts';
import { nameOf } from '../state/place.ts';

export interface SelectChoice {
  readonly value: string;
  readonly label: string;
  readonly description: string | null;
  readonly chosen: boolean;
}

/** What a select offers: its own options, or the people, roles and channels that there are. */
export function selectChoices(
  component: WireComponent,
  world: PlaygroundWorld,
  guild: GuildView | null,
): readonly SelectChoice[] {
  const chosen = new Set(component.default_values?.map((one) => one.id));
  const choice = (value: string, label: string): SelectChoice => ({
    value,
    label,
    description: null,
    chosen: chosen.has(value),
  });
  const people = () =>
    (guild?.members.flatMap((member) => member.user ?? []) ?? world.users).map((user) =>
      choice(user.id, nameOf(user, guild)),
    );
  const roles = () => (guild?.roles ?? []).map((role) => choice(role.id, role.name));
  switch (component.type) {
    case 5:
      return people();
    case 6:
      return roles();
    case 7:
      return [...people(), ...roles()];
    case 8:
      return [...(guild?.channels ?? []), ...(guild?.threads ?? [])]
        .filter((channel) => component.channel_types?.includes(channel.type) ?? true)
        .map((channel) => choice(channel.id, `#${channel.name ?? ''}`));
    default:
      return (component.options ?? []).map((option) => ({
        value: option.value,
        label: option.label,
        description: option.description ?? null,
        chosen: option.default === true,
      }));
  }
}
