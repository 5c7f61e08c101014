import { slashCommand } from '../src/discord/kit/command.ts';
import { coming } from './coming.ts';
import { runServerAudit, serverAudit } from './server/audit.ts';
import { runServerDoctor } from './server/doctor.ts';
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
      blocklist: { description: 'command.server.blocklist', options: {} },
      audit: serverAudit,
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
    blocklist: coming('`/server blocklist`'),
    audit: { run: runServerAudit },
    log: { run: runServerLog },
    doctor: { run: runServerDoctor },
  },
);
