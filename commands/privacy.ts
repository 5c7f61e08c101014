import { slashCommand } from '../src/discord/kit/command.ts';
import { coming } from './coming.ts';

export const privacy = slashCommand(
  {
    name: 'privacy',
    description: 'What I keep of you',
    subcommands: {
      export: { description: 'Get everything I keep of you', options: {} },
      delete: { description: 'Take your pictures out of my store; asks once more before it does', options: {} },
    },
  },
  { export: coming('`/privacy export`'), delete: coming('`/privacy delete`') },
);
