import { slashCommand } from '../src/discord/command.ts';
import type { OptionDeclarations } from '../src/discord/option.ts';
import { coming } from './coming.ts';

const scope = {
  unit: { type: 'string', description: 'Pictures or US dollars', choices: ['images', 'usd'] },
  per: { type: 'string', description: 'How long it holds', choices: ['day', 'week', 'month'] },
  member: { type: 'user', description: 'For this member only' },
  role: { type: 'role', description: 'For the members of this role' },
} as const satisfies OptionDeclarations;

export const server = slashCommand(
  {
    name: 'server',
    description: 'Rules of this server',
    manageServer: true,
    subcommands: {
      limit: {
        description: 'How much may be made here',
        subcommands: {
          set: {
            description: 'Set a limit: for a member, for a role, or for the whole server',
            options: {
              amount: { type: 'number', description: 'How many pictures or US dollars', required: true, min: 0 },
              ...scope,
            },
          },
          clear: { description: 'Take limits away; what you leave out matches all', options: scope },
          list: { description: 'The limits that are set', options: {} },
        },
      },
      channels: { description: 'Where I may be used', options: {} },
      models: { description: 'Which models may be used', options: {} },
      defaults: { description: 'What is taken where nothing is chosen', options: {} },
      blocklist: { description: 'Words that are refused here', options: {} },
      audit: { description: 'Who asked for what', options: {} },
      log: { description: 'Where I write down what was made', options: {} },
      doctor: { description: 'Whether I have here what I need', options: {} },
    },
  },
  {
    limit: {
      set: coming('`/server limit set`'),
      clear: coming('`/server limit clear`'),
      list: coming('`/server limit list`'),
    },
    channels: coming('`/server channels`'),
    models: coming('`/server models`'),
    defaults: coming('`/server defaults`'),
    blocklist: coming('`/server blocklist`'),
    audit: coming('`/server audit`'),
    log: coming('`/server log`'),
    doctor: coming('`/server doctor`'),
  },
);
