import type { Json, Snowflake, WireInteractionMetadata } from '../face/wire.ts';
import type { Message } from '../messages/message.ts';
import type { Renderer } from '../messages/render.ts';
import { type Settings, uploadLimitOf } from '../settings.ts';
import type { Access } from '../world/access.ts';
import type { Channel } from '../world/entities.ts';
import { json, type Payloads, userPayload } from '../world/payloads.ts';
import type { WorldState } from '../world/world-state.ts';
import { INTERACTION_TYPES, type Interaction } from './interaction.ts';

export interface PayloadRequest {
  readonly id: Snowflake;
  readonly token: string;
  readonly kind: Interaction['kind'];
  readonly user: Snowflake;
  readonly channel: Channel;
  readonly locale: string | undefined;
  readonly data: { readonly [key: string]: Json };
  readonly source: Message | null;
}

export interface MadePayload {
  readonly payload: Json;
  readonly metadata: WireInteractionMetadata;
  readonly uploadLimit: number;
}

/** INTERACTION_CREATE, with every field that the client throws or goes silent without (reference 10.6). */
export interface InteractionPayloads {
  create(request: PayloadRequest): MadePayload;
  /** `attachment_size_limit`: the larger of the guild's and the person's (reference, section 2). */
  uploadLimit(channel: Channel, user: Snowflake): number;
}

export interface InteractionPayloadParts {
  readonly world: WorldState;
  readonly access: Access;
  readonly payloads: Payloads;
  readonly settings: Settings;
  readonly applicationId: Snowflake;
  readonly renderer: Renderer;
}

export function createInteractionPayloads(parts: InteractionPayloadParts): InteractionPayloads {
  const { world, access, payloads, settings, applicationId, renderer } = parts;
  const uploadLimit = (channel: Channel, user: Snowflake): number =>
    Math.max(uploadLimitOf(settings, world.guildOf(channel)?.premiumTier ?? 0), world.user(user).uploadLimit);

  return {
    uploadLimit,
    create({ id, token, kind, user, channel, locale, data, source }) {
      const guild = world.guildOf(channel);
      const asker = world.user(user);
      const permissions = access.permissionsIn(channel, user).toString();
      const type = INTERACTION_TYPES[kind];
      // In direct messages with the bot the owner is "0" (reference, section 1).
      const owners = { '0': guild?.id ?? '0' };
      const limit = uploadLimit(channel, user);
      const member = guild?.members.get(user);
      const place: { [key: string]: Json } =
        guild && member
          ? {
              guild_id: guild.id,
              guild: { id: guild.id, locale: 'en-US', features: [] },
              guild_locale: 'en-US',
              member: json({ ...payloads.memberWithUser(member), permissions }),
            }
          : { user: json(userPayload(asker)) };
      const payload: { [key: string]: Json } = {
        id,
        application_id: applicationId,
        type,
        token,
        version: 1,
        data,
        ...place,
        channel_id: channel.id,
        // The client takes the channel's id from here, not from channel_id.
        channel: json({ ...payloads.channel(channel), permissions }),
        ...(source ? { message: json(renderer.message(source)) } : {}),
        app_permissions: access.permissionsIn(channel, world.bot.id).toString(),
        locale: locale ?? asker.locale,
        entitlements: [],
        authorizing_integration_owners: owners,
        context: guild ? 0 : 1,
        attachment_size_limit: limit,
      };
      const metadata = { id, type, user: userPayload(asker), authorizing_integration_owners: owners };
      return { payload, metadata, uploadLimit: limit };
    },
  };
}
