import { type APIActionRowComponent, type APIButtonComponent, ButtonStyle, ComponentType } from 'discord.js';
import { slashCommand } from '../src/discord/kit/command.ts';
import { encodeCustomId } from '../src/discord/kit/custom-id.ts';
import type { Request } from '../src/discord/kit/request.ts';
import { exportAll } from './privacy-export.ts';

/** For members alone, wherever they are: what is kept of them, and its end. */
export const privacy = slashCommand(
  {
    name: 'privacy',
    description: 'command.privacy',
    subcommands: {
      export: { description: 'command.privacy.export', options: {} },
      delete: { description: 'command.privacy.delete', options: {} },
    },
  },
  {
    export: { run: (_options, request) => exportAll(request) },
    delete: {
      async run(_options, request) {
        const { id, place, services, reply, words } = request;
        const { versions, characters, jobs } = await services.privacy.askDelete(id, place.user);
        const said = [
          words.say('privacy.delete.ask', { versions, characters }),
          ...(jobs > 0 ? [words.say('privacy.delete.ask.jobs', { jobs })] : []),
          words.say('privacy.delete.stays'),
        ];
        await reply.show(said.join('\n'), 'asker', [question(request)]);
      },
    },
  },
);

const question = ({ id, words }: Request): APIActionRowComponent<APIButtonComponent> => ({
  type: ComponentType.ActionRow,
  components: [
    {
      type: ComponentType.Button,
      style: ButtonStyle.Danger,
      label: words.say('button.delete'),
      custom_id: encodeCustomId({ kind: 'delete-all', job: id }),
    },
    {
      type: ComponentType.Button,
      style: ButtonStyle.Secondary,
      label: words.say('button.keep'),
      custom_id: encodeCustomId({ kind: 'keep-all', job: id }),
    },
  ],
});
