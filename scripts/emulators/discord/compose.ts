import { createCommandRegistry } from './commands/command-registry.ts';
import { createClock } from './core/clock.ts';
import { createEmitter } from './core/emitter.ts';
import { createSnowflakes } from './core/snowflake.ts';
import type { EmulatedDiscordOptions } from './face/options.ts';
import { createFileStore } from './files/file-store.ts';
import { createSignedAddresses } from './files/signed-address.ts';
import { createGatewayHub } from './gateway/hub.ts';
import { createCallback } from './interactions/callback.ts';
import { createInteractionPayloads } from './interactions/interaction-payload.ts';
import { createInteractionStore } from './interactions/interaction-store.ts';
import { createInteractionWebhook } from './interactions/webhook.ts';
import { createAutoModeration } from './messages/auto-mod.ts';
import { createContentAccess } from './messages/content-access.ts';
import { createMessageStore, type MessageStore } from './messages/message-store.ts';
import { createRenderer, type Renderer } from './messages/render.ts';
import { createWriting } from './messages/writing.ts';
import type { Realm } from './realm.ts';
import { settingsFrom } from './settings.ts';
import { createAccess } from './world/access.ts';
import { createPayloads } from './world/payloads.ts';
import { createThreadStarter } from './world/threads.ts';
import { createWorldState } from './world/world-state.ts';

/** Application and bot user share one id, as in most applications. Fixed, so that what a bot stored still fits after a restart. */
export const APPLICATION_ID = '1198622483471925248';

/** Shaped like a token, and plainly none. */
const TOKEN = `${Buffer.from(APPLICATION_ID).toString('base64url')}.Emulat.${'not-a-secret-'.repeat(3).slice(0, 38)}`;

/** Builds all the parts; reads from top to bottom. */
export function composeRealm(options: EmulatedDiscordOptions): Realm {
  const settings = settingsFrom(options);
  const clock = createClock(options.now ?? Date.now);
  const newId = createSnowflakes(clock);
  const emitter = createEmitter();
  const applicationId = APPLICATION_ID;

  const world = createWorldState({
    id: APPLICATION_ID,
    username: settings.botName,
    displayName: null,
    locale: 'en-US',
    uploadLimit: 0,
    isBot: true,
    takesDirectMessages: false,
  });
  const access = createAccess(world);
  const payloads = createPayloads(world, access, clock);
  const gateway = createGatewayHub({ world, payloads, clock, settings, emitter, token: TOKEN, applicationId });
  const { dispatch } = gateway;

  const files = createFileStore(newId);
  const addresses = createSignedAddresses(clock, settings.attachmentLifetimeMs);
  const contentAccess = createContentAccess(world);
  // These two need each other: a message shows the one it replies to.
  const messages: MessageStore = createMessageStore({
    ...{ world, access, payloads, contentAccess, files, emitter, dispatch },
    renderer: () => renderer,
    unjoinedThreads: settings.messagesInUnjoinedThreads,
  });
  const renderer: Renderer = createRenderer({ world, files, addresses, clock, applicationId, find: messages.find });
  const threads = createThreadStarter({
    ...{ world, access, payloads, clock, newId, emitter, dispatch },
    messages: () => messages,
  });
  const autoMod = createAutoModeration();
  const writing = createWriting({ world, access, files, messages, autoMod, threads, clock, newId });

  const commands = createCommandRegistry(applicationId, newId, emitter);
  const interactionPayloads = createInteractionPayloads({ world, access, payloads, settings, applicationId, renderer });
  const interactions = createInteractionStore({
    ...{ clock, settings, newId, emitter, dispatch },
    payloads: interactionPayloads,
  });
  const callback = createCallback({ interactions, writing, world, renderer, clock, settings, emitter });
  const webhook = createInteractionWebhook({ interactions, messages, writing, world });

  return {
    ...{
      settings,
      applicationId,
      token: TOKEN,
      clock,
      newId,
      emitter,
      world,
      access,
      payloads,
      gateway,
      files,
      addresses,
    },
    ...{
      messages,
      renderer,
      contentAccess,
      writing,
      autoMod,
      threads,
      commands,
      interactions,
      interactionPayloads,
      callback,
      webhook,
    },
  };
}
