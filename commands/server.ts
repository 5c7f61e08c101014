import { slashCommand } from '../src/discord/kit/command.ts';
import { runServerAudit, serverAudit } from './server/audit.ts';
import { serverDefaults, serverDefaultsActs } from './server/defaults.ts';
import { runServerDoctor } from './server/doctor.ts';
import { serverLimit, serverLimitActs } from './server/limit.ts';
import { serverBlocklist, serverBlocklistActs } from './server/lists/blocklist.ts';
import { serverChannels, serverChannelsActs } from './server/lists/channels.ts';
import { serverModels, serverModelsActs } from './server/lists/models.ts';
import { serverRoles, serverRolesActs } from './server/lists/roles.ts';
import { serverTrusted, serverTrustedActs } from './server/lists/trusted.ts';
import { runServerLog } from './server/log.ts';
import { runPanel } from './server/panel/pages.ts';
import { serverPause, serverPauseAct } from './server/pause.ts';

export const server = slashCommand(
  {
    name: 'server',
    description: 'command.server',
    manageServer: true,
    subcommands: {
      limit: serverLimit,
      channels: serverChannels,
      roles: serverRoles,
      models: serverModels,
      defaults: serverDefaults,
      trusted: serverTrusted,
      blocklist: serverBlocklist,
      pause: serverPause,
      audit: serverAudit,
      log: {
        description: 'command.server.log',
        options: {
          channel: { type: 'channel', description: 'command.server.log.channel' },
          off: { type: 'boolean', description: 'command.server.log.off' },
        },
      },
      panel: { description: 'command.server.panel', options: {} },
      doctor: { description: 'command.server.doctor', options: {} },
    },
  },
  {
    limit: serverLimitActs,
    channels: serverChannelsActs,
    roles: serverRolesActs,
    models: serverModelsActs,
    defaults: serverDefaultsActs,
    trusted: serverTrustedActs,
    blocklist: serverBlocklistActs,
    pause: serverPauseAct,
    audit: { run: runServerAudit },
    log: { run: runServerLog },
    panel: { run: runPanel },
    doctor: { run: runServerDoctor },
  },
);
