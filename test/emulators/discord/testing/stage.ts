import {
  type EmulatedDiscord,
  type EmulatedDiscordOptions,
  type InteractionHandle,
  startEmulatedDiscord,
} from '../../../../scripts/emulators/discord/index.ts';
import { createRest, type Rest } from './rest.ts';

/** A server with a channel and two members, three registered commands, and REST by hand; closed at the end of the test. */
export interface Stage extends AsyncDisposable {
  readonly discord: EmulatedDiscord;
  readonly rest: Rest;
  readonly guild: string;
  readonly channel: string;
  readonly mia: string;
  readonly noah: string;
  /** Mia runs `/edit prompt:…`. */
  edit(prompt?: string): InteractionHandle;
  answer(handle: InteractionHandle, body: object, query?: string): ReturnType<Rest>;
  /** `@original` of that interaction, or another message of it. */
  hook(handle: InteractionHandle, message?: string): string;
}

export const EDIT = {
  name: 'edit',
  description: 'Change a picture',
  options: [
    { type: 3, name: 'prompt', description: 'What to change', required: true, max_length: 20 },
    { type: 11, name: 'image', description: 'The picture', file_types: ['image'] },
    { type: 4, name: 'count', description: 'How many', min_value: 1, max_value: 4 },
    { type: 3, name: 'model', description: 'Which model', autocomplete: true },
    { type: 3, name: 'quality', description: 'How good', choices: [{ name: 'Low', value: 'low' }] },
  ],
};

export const SERVER = {
  name: 'server',
  description: 'Settings',
  default_member_permissions: '32',
  contexts: [0],
  options: [
    {
      type: 2,
      name: 'limit',
      description: 'Limits',
      options: [
        {
          type: 1,
          name: 'set',
          description: 'Set one',
          options: [{ type: 10, name: 'amount', description: 'How much', required: true }],
        },
      ],
    },
  ],
};

export const EDIT_IMAGE = { type: 3, name: 'Edit image' };

export async function setStage(options: EmulatedDiscordOptions = {}): Promise<Stage> {
  const discord = await startEmulatedDiscord(options);
  const rest = createRest(discord);
  const guild = discord.createGuild({ name: 'Studio' });
  const mia = discord.createUser({ username: 'mia' });
  const noah = discord.createUser({ username: 'noah' });
  for (const user of [mia, noah]) discord.addMember({ guild, user });
  const channel = discord.createChannel({ guild, name: 'general' });
  const commands = `PUT /applications/${discord.applicationId}/commands`;
  await rest(commands, { body: [EDIT, SERVER, EDIT_IMAGE] });
  return {
    discord,
    rest,
    guild,
    channel,
    mia,
    noah,
    edit: (prompt = 'blue') => discord.runCommand({ user: mia, channel, command: 'edit', options: { prompt } }),
    answer: (handle, body, query = '') =>
      rest(`POST /interactions/${handle.id}/${handle.view().token}/callback${query}`, {
        body: body as never,
        token: null,
      }),
    hook: (handle, message = '@original') =>
      `/webhooks/${discord.applicationId}/${handle.view().token}/messages/${message}`,
    [Symbol.asyncDispose]: () => discord.close(),
  };
}
