import { NEW_SERVER, permissionBits } from '../core/permissions.ts';
import type { Snowflake } from '../face/wire.ts';
import type { NewGuild } from '../face/world.ts';
import { INTENTS } from '../gateway/gateway-event.ts';
import type { Realm } from '../realm.ts';
import type { Guild, Member } from './entities.ts';

/** A server with @everyone, its owner and, unless told otherwise, the bot with a role of its own. */
export function createGuildMaker({
  world,
  payloads,
  gateway,
  emitter,
  newId,
  clock,
}: Realm): (guild: NewGuild) => Snowflake {
  const member = (userId: Snowflake, roles: readonly Snowflake[]): Member => ({
    userId,
    roles,
    nickname: null,
    joinedAt: clock.now(),
  });
  const anyOwner = (guildName: string): Snowflake => {
    const id = newId();
    const username = `owner-of-${guildName.toLowerCase().replaceAll(/\W+/g, '-')}`;
    const plain = { displayName: null, locale: 'en-GB', uploadLimit: 0, isBot: false, takesDirectMessages: true };
    world.users.set(id, { id, username, ...plain });
    return id;
  };
  return ({ name, premiumTier = 0, everyone = NEW_SERVER, bot = [], ownerId, withBot = true }) => {
    const id = newId();
    const owner = ownerId ?? anyOwner(name);
    // @everyone's role has the guild's id.
    const common = { mentionable: false, position: 0 };
    const role = { id, name: '@everyone', permissions: permissionBits(everyone), managed: false, ...common };
    const roles = new Map([[id, role]]);
    const members = new Map([[owner, member(owner, [])]]);
    const botAdded = withBot ? { entry: newId(), by: owner } : null;
    const guild: Guild = { id, name, ownerId: owner, premiumTier, roles, members, systemChannelId: null, botAdded };
    if (withBot) {
      const permissions = permissionBits(bot);
      const botId = world.bot.id;
      const own = { id: newId(), name: world.bot.username, permissions, managed: true, botId, ...common };
      roles.set(own.id, { ...own, position: 1 });
      members.set(world.bot.id, member(world.bot.id, [own.id]));
    }
    world.guilds.set(id, guild);
    emitter.emit('world', { reason: 'GUILD_CREATE' });
    if (withBot) {
      gateway.dispatch({
        name: 'GUILD_CREATE',
        guildId: id,
        intent: INTENTS.GUILDS,
        data: payloads.guildCreate(guild),
      });
    }
    return id;
  };
}
