import type { GuildView, PlaygroundWorld, WireCommandOption } from '../../protocol.ts';
import { nameOf } from '../state/place.ts';

export interface OptionChoice {
  readonly label: string;
  readonly value: string | number | boolean;
}

/** What an option offers without asking the bot; null: nothing to choose from, or only the bot knows. */
export function ownChoices(
  option: WireCommandOption,
  world: PlaygroundWorld,
  guild: GuildView | null,
): readonly OptionChoice[] | null {
  if (option.choices !== undefined && option.choices.length > 0) {
    return option.choices.map((choice) => ({ label: choice.name, value: choice.value }));
  }
  const people = () =>
    (guild?.members.flatMap((member) => member.user ?? []) ?? world.users).map((user) => ({
      label: nameOf(user, guild),
      value: user.id,
    }));
  const roles = () => (guild?.roles ?? []).map((role) => ({ label: role.name, value: role.id }));
  switch (option.type) {
    case 5:
      return [
        { label: 'True', value: true },
        { label: 'False', value: false },
      ];
    case 6:
      return people();
    case 7:
      return [...(guild?.channels ?? []), ...(guild?.threads ?? [])]
        .filter((channel) => option.channel_types?.includes(channel.type) ?? true)
        .map((channel) => ({ label: `#${channel.name ?? ''}`, value: channel.id }));
    case 8:
      return roles();
    case 9:
      return [...people(), ...roles()];
    default:
      return null;
  }
}

export function matchChoices(choices: readonly OptionChoice[], typed: string): readonly OptionChoice[] {
  const wanted = typed.trim().toLowerCase();
  return choices.filter((choice) => choice.label.toLowerCase().includes(wanted)).slice(0, 25);
}
