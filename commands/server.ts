import { slashCommand } from '../src/discord/kit/command.ts';
import { coming } from './coming.ts';
import { serverLimit, serverLimitActs } from './server-limit.ts';
import { runServerLog } from './server-log.ts';

export const server = slashCommand(
  {
    name: 'server',
    description: 'Rules of this server',
    manageServer: true,
    subcommands: {
      limit: serverLimit,
      channels: { description: 'Where I may be used', options: {} },
      models: { description: 'Which models may be used', options: {} },
      defaults: { description: 'What is taken where nothing is chosen', options: {} },
      blocklist: { description: 'Words that are refused here', options: {} },
      audit: { description: 'Who asked for what', options: {} },
      log: {
        description: 'Where I tell when a limit comes near; with nothing chosen I say where that is',
        options: {
          channel: { type: 'channel', description: 'Here I shall tell' },
          off: { type: 'boolean', description: 'Tell nowhere' },
        },
      },
      doctor: { description: 'Whether I have here what I need', options: {} },
    },
  },
  {
    limit: serverLimitActs,
    channels: coming('`/server channels`'),
    models: coming('`/server models`'),
    defaults: coming('`/server defaults`'),
    blocklist: coming('`/server blocklist`'),
    audit: coming('`/server audit`'),
    log: { run: runServerLog },
    doctor: coming('`/server doctor`'),
  },
);
