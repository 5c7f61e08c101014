import type { EmulatedDiscord, Json, Upload } from '../../../../scripts/emulators/discord/index.ts';

export interface RestReply {
  readonly status: number;
  // Tests look at whatever Discord would answer.
  // biome-ignore lint/suspicious/noExplicitAny: assertions state the shape
  readonly body: any;
  readonly headers: Headers;
}

export interface RestCall {
  readonly body?: Json;
  readonly files?: readonly Upload[];
  /** Default: the bot's token. */
  readonly token?: string | null;
  readonly userAgent?: string;
}

export type Rest = (route: string, call?: RestCall) => Promise<RestReply>;

/** Speaks REST by hand, where the real client would be too polite to be refused. */
export function createRest(discord: EmulatedDiscord): Rest {
  return async (
    route,
    { body, files, token = discord.botToken, userAgent = 'DiscordBot (https://example.org, 1)' } = {},
  ) => {
    const [method = 'GET', path = ''] = route.split(' ');
    const headers: Record<string, string> = { 'user-agent': userAgent };
    if (token !== null) headers['authorization'] = `Bot ${token}`;
    const init: RequestInit = { method, headers };
    if (files) {
      const form = new FormData();
      for (const [index, { name, bytes }] of files.entries()) {
        form.set(`files[${index}]`, new Blob([Buffer.from(bytes)]), name);
      }
      form.set('payload_json', JSON.stringify(body ?? {}));
      init.body = form;
    } else if (body !== undefined) {
      headers['content-type'] = 'application/json';
      init.body = JSON.stringify(body);
    }
    const response = await fetch(`${discord.apiUrl}/v10${path}`, init);
    const text = await response.text();
    const isJson = response.headers.get('content-type') === 'application/json';
    return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
  };
}
