import type { GuildView, PlaygroundWorld, Snowflake, WireCommand, WireUser } from '../../protocol.ts';
import { botAvatar, letterAvatar } from '../assets.ts';
import { cssColour } from '../components/render-component.ts';
import { memberOf, nameOf } from '../state/place.ts';

/** What a message needs to know of where it stands. */
export interface MessageContext {
  readonly world: PlaygroundWorld;
  readonly guild: GuildView | null;
  readonly me: Snowflake;
  readonly commands: readonly WireCommand[];
}

export interface Face {
  readonly name: string;
  readonly avatar: string;
  readonly colour: string;
  readonly bot: boolean;
}

/** How somebody looks here: name, picture, colour of their highest coloured role. */
export function faceOf(user: WireUser, context: Pick<MessageContext, 'world' | 'guild'>): Face {
  const bot = user.bot === true || user.id === context.world.bot.id;
  const name = nameOf(user, context.guild);
  return { name, avatar: bot ? botAvatar : letterAvatar(name, user.id), colour: roleColour(user, context.guild), bot };
}

function roleColour(user: WireUser, guild: GuildView | null): string {
  const roles = memberOf(guild, user.id)?.roles ?? [];
  const coloured = (guild?.roles ?? [])
    .filter((role) => roles.includes(role.id) && role.color !== 0)
    .sort((one, other) => other.position - one.position);
  const [highest] = coloured;
  return highest === undefined ? '' : cssColour(highest.color);
}
