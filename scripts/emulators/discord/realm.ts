import type { CommandRegistry } from './commands/command-registry.ts';
import type { Clock } from './core/clock.ts';
import type { Emitter } from './core/emitter.ts';
import type { Snowflake } from './face/wire.ts';
import type { FileStore } from './files/file-store.ts';
import type { SignedAddresses } from './files/signed-address.ts';
import type { GatewayHub } from './gateway/hub.ts';
import type { Callback } from './interactions/callback.ts';
import type { InteractionPayloads } from './interactions/interaction-payload.ts';
import type { InteractionStore } from './interactions/interaction-store.ts';
import type { InteractionWebhook } from './interactions/webhook.ts';
import type { AutoModeration } from './messages/auto-mod.ts';
import type { ContentAccess } from './messages/content-access.ts';
import type { MessageStore } from './messages/message-store.ts';
import type { Renderer } from './messages/render.ts';
import type { Writing } from './messages/writing.ts';
import type { Settings } from './settings.ts';
import type { Access } from './world/access.ts';
import type { Payloads } from './world/payloads.ts';
import type { ThreadStarter } from './world/threads.ts';
import type { WorldState } from './world/world-state.ts';

/** All the parts of one emulated Discord, for those that need many of them: routes and people's acts. */
export interface Realm {
  readonly settings: Settings;
  readonly applicationId: Snowflake;
  readonly token: string;
  readonly clock: Clock;
  readonly newId: () => Snowflake;
  readonly emitter: Emitter;
  readonly world: WorldState;
  readonly access: Access;
  readonly payloads: Payloads;
  readonly gateway: GatewayHub;
  readonly files: FileStore;
  readonly addresses: SignedAddresses;
  readonly messages: MessageStore;
  readonly renderer: Renderer;
  readonly contentAccess: ContentAccess;
  readonly writing: Writing;
  readonly autoMod: AutoModeration;
  readonly threads: ThreadStarter;
  readonly commands: CommandRegistry;
  readonly interactions: InteractionStore;
  readonly interactionPayloads: InteractionPayloads;
  readonly callback: Callback;
  readonly webhook: InteractionWebhook;
}
