import { slashCommand } from '../src/discord/kit/command.ts';
import { coming } from './coming.ts';

export const privacy = slashCommand(
  {
    name: 'privacy',
    description: 'command.privacy',
    subcommands: {
      export: { description: 'command.privacy.export', options: {} },
      delete: { description: 'command.privacy.delete', options: {} },
    },
  },
  { export: coming('`/privacy export`'), delete: coming('`/privacy delete`') },
);
