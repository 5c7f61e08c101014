import { type EmulatedDiscord, startEmulatedDiscord } from '../emulators/discord/index.ts';
import { png } from '../emulators/png.ts';
import type { Random } from './random.ts';

/** A server with its members, who come and go: each has used up their limit some time. */
export interface People {
  readonly discord: EmulatedDiscord;
  readonly guild: string;
  readonly channels: readonly string[];
  readonly members: readonly string[];
  /** Somebody else comes, and whoever has been there longest asks for nothing more. */
  arrive(): void;
  /** A picture that somebody posted without us. */
  postPhoto(random: Random): { readonly channel: string; readonly message: string };
}

export async function gatherPeople(): Promise<People> {
  const discord = await startEmulatedDiscord({
    messageContentIntent: true,
    pingReplyToInteractionResponse: 'readable',
  });
  const guild = discord.createGuild({ name: 'Studio' });
  const channels = ['pictures', 'sketches'].map((name) => discord.createChannel({ guild, name }));
  const members: string[] = [];
  let came = 0;

  const arrive = () => {
    came += 1;
    const user = discord.createUser({ username: `member${came}` });
    discord.addMember({ guild, user });
    members.push(user);
    if (members.length > together) members.shift();
  };
  for (let count = 0; count < together; count += 1) arrive();

  return {
    discord,
    guild,
    channels,
    members,
    arrive,
    postPhoto(random) {
      const channel = random.pick(channels);
      const files = [{ name: 'photo.png', bytes: photo(random) }];
      return { channel, message: discord.sendMessage({ user: random.pick(members), channel, files }) };
    },
  };
}

/** Any picture; each size is one of its own. */
export const photo = (random: Random): Buffer => png(random.whole(16, 200), random.whole(16, 200));

const together = 6;
