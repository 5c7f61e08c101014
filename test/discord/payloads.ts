import type { APIAttachment, APIInteraction, APIMessage, APIUser, GatewayMessageCreateDispatchData } from 'discord.js';

/** Discord's own JSON, as small as our code reads it. */
export const bot = '1000000000000000001';
export const ada = '1000000000000000002';
export const ben = '1000000000000000003';
export const guild = '1000000000000000010';
export const channel = '1000000000000000011';

export const user = (id: string, more: Partial<APIUser> = {}): APIUser => ({
  id,
  username: `user ${id}`,
  discriminator: '0',
  global_name: null,
  avatar: null,
  ...more,
});

export function attachment(id: string, filename: string, more: Partial<APIAttachment> = {}): APIAttachment {
  const path = `attachments/${channel}/${id}/${filename}`;
  return {
    id,
    filename,
    size: 1000,
    url: `https://cdn.discordapp.com/${path}?ex=1&is=1&hm=1`,
    proxy_url: `https://media.discordapp.net/${path}?ex=1&is=1&hm=1`,
    ...more,
  };
}

export const message = (more: Partial<APIMessage> = {}): APIMessage => ({
  id: '1000000000000000100',
  channel_id: channel,
  author: user(ada),
  content: '',
  timestamp: '2026-11-21T00:00:00.000Z',
  edited_timestamp: null,
  tts: false,
  mention_everyone: false,
  mentions: [],
  mention_roles: [],
  attachments: [],
  embeds: [],
  components: [],
  pinned: false,
  type: 0,
  ...more,
});

export const created = (more: Partial<GatewayMessageCreateDispatchData> = {}): GatewayMessageCreateDispatchData => ({
  ...message(),
  guild_id: guild,
  mentions: [],
  ...more,
});

/** An interaction in a server's channel; `data` and the rest decide its kind. */
export const interaction = (more: object): APIInteraction =>
  ({
    id: '1440000000000000000',
    application_id: bot,
    token: 'token-of-the-interaction',
    version: 1,
    channel: { id: channel, type: 0 },
    channel_id: channel,
    guild_id: guild,
    guild_locale: 'en-US',
    locale: 'de',
    member: { user: user(ada), roles: ['1000000000000000020'], permissions: '0' },
    app_permissions: '0',
    entitlements: [],
    authorizing_integration_owners: { '0': guild },
    attachment_size_limit: 25_000_000,
    ...more,
  }) as unknown as APIInteraction;
