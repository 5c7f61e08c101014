import type { RecordedRequest as DiscordRequest, Json } from '../emulators/discord/index.ts';
import type { RecordedRequest as ImagesRequest, Picture, RecordedCallback } from '../emulators/vendors/index.ts';
import type { RequestDetail, RequestSummary } from './protocol.ts';

/** One request in the side panel: a line, and what is in it once somebody opens it. */
export interface RequestEntry {
  readonly summary: RequestSummary;
  detail(): RequestDetail;
}

export function discordEntry(request: DiscordRequest): RequestEntry {
  return {
    summary: {
      id: `discord-${request.sequence}`,
      to: 'discord',
      name: 'Discord',
      method: request.method,
      path: request.path,
      route: request.route,
      status: request.status,
      durationMs: request.durationMs,
      at: request.startedAt,
      files: request.files.map((file) => file.name),
      faulted: request.faulted,
      note: noteOn(request),
    },
    detail: () =>
      sections({
        Path: request.path,
        Query: orNothing(request.query),
        Authorization: request.authorization,
        Body: request.body,
        Files: request.files.map(({ name, size, sha256 }) => ({ name, size, sha256 })),
        Answer: request.response,
      }),
  };
}

/** What the route does not tell: an error's code, or in which way an interaction was answered. */
function noteOn(request: DiscordRequest): string | null {
  if (request.unimplemented) return 'not implemented';
  if (request.code !== null) return `code ${request.code}`;
  if (request.route !== 'POST /interactions/:interaction/:token/callback') return null;
  const { body } = request;
  const type = typeof body === 'object' && body !== null && 'type' in body ? body['type'] : null;
  return typeof type === 'number' ? (CALLBACKS[type] ?? null) : null;
}

/** Discord's kinds of interaction callbacks. */
const CALLBACKS: { readonly [type: number]: string } = {
  4: 'a message',
  5: 'thinking…',
  6: 'taken',
  7: 'the message anew',
  8: 'choices',
  9: 'a form',
};

/** The image API that a request went to; `short`: at most eight letters. */
export interface VendorLabel {
  readonly id: string;
  readonly short: string;
}

/** `more`: what the vendor made of it, by title. `note`: what came over the connection. */
export function imagesEntry(
  vendor: VendorLabel,
  request: ImagesRequest,
  more: () => { readonly [title: string]: unknown },
  note: string | null = null,
): RequestEntry {
  const open = request.durationMs === undefined;
  return {
    summary: {
      id: `${vendor.id}-${request.number}`,
      to: 'images',
      name: vendor.short,
      method: request.method,
      path: request.path,
      route: null,
      status: open ? null : (request.status ?? 0),
      durationMs: request.durationMs ?? 0,
      at: request.at,
      files: request.files.map((file) => `${file.field}: ${file.filename}`),
      faulted: request.ended === 'dropped',
      note: open || request.ended === 'answered' ? note : (request.ended ?? null),
    },
    detail: () =>
      sections({
        Body: request.json === undefined ? undefined : inShort(request.json),
        Fields: lines(request.fields.map(({ name, value }) => [name, value])),
        Files: request.files.map(({ field, filename, contentType, size, sha256 }) => ({
          field,
          filename,
          contentType,
          size,
          sha256,
        })),
        ...Object.fromEntries(
          Object.entries(more()).map(([title, body]) => [title, body === undefined ? undefined : inShort(body)]),
        ),
        Query: orNothing(request.query),
        Authorization: request.authorization,
        Headers: lines(Object.entries(request.headers)),
      }),
  };
}

export function callbackEntry(vendor: VendorLabel, callback: RecordedCallback, number: number): RequestEntry {
  const path = URL.canParse(callback.url) ? new URL(callback.url).pathname : callback.url;
  return {
    summary: {
      id: `${vendor.id}-callback-${number}`,
      to: 'bot',
      name: 'Bot',
      method: 'POST',
      path,
      route: 'callback of the image API',
      status: callback.status ?? 0,
      durationMs: 0,
      at: callback.at,
      files: [],
      faulted: false,
      note: null,
    },
    detail: () => sections({ Address: callback.url, Task: callback.taskId, Body: inShort(callback.body) }),
  };
}

/** Pictures by what they are, without their bytes. */
export function picturesInShort(groups: { readonly [title: string]: readonly Picture[] }) {
  return Object.fromEntries(
    Object.entries(groups).map(([title, pictures]) => [
      title,
      pictures.map(({ contentType, width, height, size, sha256 }) => ({ contentType, width, height, size, sha256 })),
    ]),
  );
}

/** Titles whose body is empty are left out. */
function sections(bodies: { readonly [title: string]: Json | undefined }): RequestDetail {
  return {
    sections: Object.entries(bodies).flatMap(([title, body]) =>
      body === undefined || (Array.isArray(body) && body.length === 0) ? [] : [{ title, body }],
    ),
  };
}

function orNothing(query: { readonly [name: string]: string }): Json | undefined {
  return Object.keys(query).length === 0 ? undefined : query;
}

/** `name: value`, each on a line of its own; nothing where there are none. */
function lines(pairs: readonly (readonly [string, string])[]): string | undefined {
  return pairs.length === 0 ? undefined : pairs.map(([name, value]) => `${name}: ${value}`).join('\n');
}

/** As JSON; files inside it are cut short. Words are not: those have spaces. */
function inShort(value: unknown): Json {
  return JSON.parse(
    JSON.stringify(value ?? null, (_key, text: unknown) => {
      if (typeof text !== 'string' || text.length <= LONGEST_TEXT || /\s/.test(text.slice(0, LONGEST_TEXT)))
        return text;
      return `${text.slice(0, 48)}… (${text.length.toLocaleString('en')} characters)`;
    }),
  ) as Json;
}

/** Longer than any address that is signed here. */
const LONGEST_TEXT = 600;
