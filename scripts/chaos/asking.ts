import { ClientRefusal, type OptionValue } from '../emulators/discord/index.ts';
import type { ChaosVendor, Temper } from './chaos-vendor.ts';
import type { MessageWatch } from './message-watch.ts';
import { type People, photo } from './people.ts';
import type { Random } from './random.ts';

/** Something that a member asked for. */
export interface Asked {
  /** The interaction's or message's id, and so the job's, should it become one. */
  readonly id: string;
  readonly kind: 'interaction' | 'message';
  readonly prompt: string;
  /** How many pictures. */
  readonly count: number;
}

interface Scene {
  readonly people: People;
  readonly watch: MessageWatch;
  readonly vendor: ChaosVendor;
  readonly temper: Temper;
}

/** What members do at random; everything that they asked for is remembered. */
export function createAsking({ people, watch, vendor, temper }: Scene) {
  const { discord } = people;
  const asked: Asked[] = [];
  const first = Promise.withResolvers<void>();
  let prompts = 0;

  return {
    asked,

    /** Resolves when somebody has asked for something. */
    begun: first.promise,

    /** Somebody asks for something. */
    ask(random: Random): Asked {
      const user = random.pick(people.members);
      // Where nobody else is, too: direct messages count as a server of one.
      const channel = random.chance(0.12) ? discord.openDm(user) : random.pick(people.channels);
      const way = random.weighted(ways);
      const count = way.startsWith('reply') || random.chance(0.6) ? 1 : random.whole(2, 3);
      const prompt = newPrompt(random);
      vendor.misbehave(random.fork(prompt), prompt, count, temper);
      const options = { prompt, ...(count === 1 ? {} : { count }), ...(random.chance(0.25) ? { private: true } : {}) };
      const pictures = uploads(random);
      switch (way) {
        case 'imagine':
          return command('imagine', options);
        case 'imagine from pictures':
          return command('imagine', { ...options, ...pictures });
        case 'edit the current one':
          return command('edit', options);
        case 'edit pictures':
          return command('edit', { ...options, ...pictures, ...part(random) });
        case 'reply to a photo': {
          const photo = people.postPhoto(random);
          return message(photo.channel, photo.message);
        }
        case 'reply to a result': {
          const results = shared();
          // There is none yet to reply to.
          if (results.length === 0) return command('imagine', options);
          const chosen = random.pick(results);
          return message(chosen.channel, chosen.id);
        }
        default:
          return way satisfies never;
      }

      function command(name: 'imagine' | 'edit', given: Readonly<Record<string, OptionValue>>): Asked {
        const { id } = discord.runCommand({ user, channel, command: name, options: given });
        return remember({ id, kind: 'interaction', prompt, count });
      }

      function message(where: string, replyTo: string): Asked {
        const content = `<@${discord.botUser.id}> ${prompt}`;
        const id = discord.sendMessage({ user, channel: where, content, replyTo });
        return remember({ id, kind: 'message', prompt, count: 1 });
      }
    },

    /** Discord tells of it once more, as it may. */
    tellAgain: ({ id }: Asked) => discord.redeliver(id),

    /** Presses one of the buttons under a result: the same once more, or back to what it was made from. */
    press(random: Random): void {
      const results = shared();
      if (results.length === 0) return;
      const { id: message, customIds } = random.pick(results);
      const user = random.pick(people.members);
      const label = random.pick(['Again', 'Again', 'Undo'] as const);
      const version = customIds.flatMap((each) => ('version' in each ? [each.version] : []))[0] ?? '';
      const origin = asked.find(({ id }) => version.startsWith(`${id}-`));
      unlessRefused(() => {
        const { id } = discord.pressButton({ user, message, label });
        if (label !== 'Again' || origin === undefined) return;
        vendor.misbehave(random.fork('again'), origin.prompt, origin.count, temper);
        remember({ ...origin, id, kind: 'interaction' });
      });
    },

    /** Its asker thinks better of it, if there is still a button to say so. */
    cancel({ id }: Asked): void {
      const offered = [...watch.messages.values()].find(({ customIds }) =>
        customIds.some((each) => each.kind === 'cancel' && each.job === id),
      );
      if (offered === undefined || offered.asker === null) return;
      const { id: message, asker: user } = offered;
      unlessRefused(() => discord.pressButton({ user, message, customId: `v1:cancel:${id}` }));
    },
  };

  /** The results that everybody sees. */
  function shared() {
    return watch.results().filter(({ isPrivate, channel }) => !isPrivate && people.channels.includes(channel));
  }

  function remember(made: Asked): Asked {
    asked.push(made);
    first.resolve();
    return made;
  }

  /** No prompt is part of another one. */
  function newPrompt(random: Random): string {
    prompts += 1;
    return `a ${random.pick(animals)}, picture ${prompts}.`;
  }

  /** Of the picture, which alone is to change. */
  function part(random: Random): Readonly<Record<string, OptionValue>> {
    return vendor.takesMasks && random.chance(0.4) ? { region: random.pick(regions) } : {};
  }

  function uploads(random: Random): Readonly<Record<string, OptionValue>> {
    const names = ['image', 'image2', 'image3'].slice(0, random.whole(1, Math.min(3, vendor.mostSources)));
    return Object.fromEntries(names.map((name) => [name, { name: `${name}.png`, bytes: photo(random) }]));
  }
}

const ways = [
  [10, 'imagine'],
  [2, 'imagine from pictures'],
  [5, 'edit the current one'],
  [3, 'edit pictures'],
  [3, 'reply to a photo'],
  [4, 'reply to a result'],
] as const;

const regions = ['top left', 'middle', 'bottom half', 'centre'] as const;
const animals = ['fox', 'whale', 'owl', 'crab', 'lion', 'hare', 'mole', 'moth'] as const;

/** What Discord's own client does not let people do (any more) is not done. */
function unlessRefused(act: () => unknown): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof ClientRefusal)) throw error;
  }
}
