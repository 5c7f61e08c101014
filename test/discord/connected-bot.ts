import { GatewayDispatchEvents } from 'discord.js';
import { actions } from '../../commands/actions/index.ts';
import { commands } from '../../commands/index.ts';
import { type EmulatedDiscordOptions, startEmulatedDiscord } from '../../scripts/emulators/discord/index.ts';
import { createCommandIds } from '../../src/discord/connection/command-ids.ts';
import { createGateway } from '../../src/discord/connection/gateway.ts';
import { registerCommands } from '../../src/discord/connection/register.ts';
import { createInteractionRest } from '../../src/discord/connection/rest.ts';
import { createGatewayListener } from '../../src/discord/incoming/gateway-listener.ts';
import { applicationId } from '../../src/domain/ids.ts';
import { defaultPace, type Pace } from '../../src/domain/jobs/pace.ts';
import { createSystemClock } from '../../src/lib/system-clock.ts';
import type { Log } from '../../src/ports/log.ts';
import { scriptedServices } from './scripted-services.ts';

type Script = Parameters<typeof scriptedServices>[0];

/** The whole of Discord's side, connected to an emulated Discord; only the services behind it are scripted. */
export async function connectBot(
  script: Script = {},
  options: EmulatedDiscordOptions & { readonly readsContent?: boolean; readonly pace?: Partial<Pace> } = {},
) {
  const { readsContent = false, pace, ...emulated } = options;
  const discord = await startEmulatedDiscord({ world: 'demo', messageContentIntent: readsContent, ...emulated });
  const { demo } = discord;
  if (demo === null) throw new Error('the emulated Discord has no ready-made world');
  const clock = { ...createSystemClock(), now: discord.now };
  const logged: { readonly level: string; readonly fields: object; readonly message: string }[] = [];
  const at = (level: string) => (fields: object, message: string) => void logged.push({ level, fields, message });
  const log: Log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
  const gateway = createGateway({
    token: discord.botToken,
    apiUrl: discord.apiUrl,
    messageContent: readsContent ? 'on' : 'off',
    shards: 'auto',
    clock,
    log,
  });
  const commandIds = createCommandIds();
  const interactionRest = createInteractionRest(discord.apiUrl);
  const listener = createGatewayListener({
    rest: gateway.rest,
    interactionRest,
    commandIds,
    commands,
    actions,
    services: scriptedServices(script),
    clock,
    pace: { ...defaultPace, ...pace },
    log,
  });
  const application = applicationId(discord.applicationId);
  await registerCommands({ rest: gateway.rest, application, guild: null, commands, learn: commandIds.learn });
  const delivered = new Set<string>();
  await gateway.start((connection) => {
    listener.listen(connection);
    connection.onDispatch(({ t: event, d: data }) => {
      if (event === GatewayDispatchEvents.MessageCreate) delivered.add(data.id);
    });
  });

  async function close() {
    listener.stop();
    await gateway.destroy();
    interactionRest.clearHashSweeper();
    interactionRest.clearHandlerSweeper();
    await discord.close();
  }

  return {
    discord,
    demo,
    listener,
    logged,
    delivered,
    application,
    rest: gateway.rest,
    interactionRest,
    close,
    [Symbol.asyncDispose]: close,
  };
}
