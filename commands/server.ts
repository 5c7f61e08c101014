import { slashCommand } from '../src/discord/kit/command.ts';
import { coming } from './coming.ts';
import { serverBlocklist, serverBlocklistActs } from './server/blocklist.ts';
import { serverPause, serverPauseAct } from './server/pause.ts';
import { serverDefaults, serverDefaultsActs } from './server-defaults.ts';
import { serverLimit, serverLimitActs } from './server-limit.ts';
import { runServerLog } from './server-log.ts';

export const server = slashCommand(
  {
    name: 'server',
    description: 'command.server',
    manageServer: true,
    subcommands: {
      limit: serverLimit,
      channels: { description: 'command.server.channels', options: {} },
      models: { description: 'command.server.models', options: {} },
      defaults: serverDefaults,
      blocklist: serverBlocklist,
      pause: serverPause,
      audit: { description: 'command.server.audit', options: {} },
      log: {
        description: 'command.server.log',
        options: {
          channel: { type: 'channel', description: 'command.server.log.channel' },
          off: { type: 'boolean', description: 'command.server.log.off' },
        },
      },
      doctor: { description: 'command.server.doctor', options: {} },
    },
  },
  {
    limit: serverLimitActs,
    channels: coming('`/server channels`'),
    models: coming('`/server models`'),
    defaults: serverDefaultsActs,
    blocklist: serverBlocklistActs,
    pause: serverPauseAct,
    audit: coming('`/server audit`'),
    log: { run: runServerLog },
    doctor: coming('`/server doctor`'),
  },
);
