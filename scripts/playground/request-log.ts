import type { RecordedRequest as DiscordRequest, EmulatedDiscord, Json } from '../../test/emulator/index.ts';
import type {
  EmulatedAceDataCloud,
  EmulatedTask,
  RecordedRequest as ImagesRequest,
  RecordedCallback,
} from '../../test/upstream/index.ts';
import type { RequestDetail, RequestSummary } from './protocol.ts';

/** Each REST request between the bot, Discord and the image API, for the side panel. */
export interface RequestLog {
  summaries(): readonly RequestSummary[];
  detail(id: string): RequestDetail | null;
  forget(): void;
}

interface Entry {
  readonly summary: RequestSummary;
  detail(): RequestDetail;
}

export function createRequestLog(world: {
  readonly discord: EmulatedDiscord;
  readonly images: EmulatedAceDataCloud;
  readonly onRequest: (summary: RequestSummary) => void;
}): RequestLog {
  const entries = new Map<string, Entry>();

  function add(entry: Entry): void {
    entries.set(entry.summary.id, entry);
    const [oldest] = entries.keys();
    if (entries.size > MOST_KEPT && oldest !== undefined) entries.delete(oldest);
    world.onRequest(entry.summary);
  }

  let callbacks = 0;
  world.discord.on('request', (request) => add(discordEntry(request)));
  world.images.on('request', (request) =>
    add(imagesEntry(request, () => (request.taskId === undefined ? undefined : world.images.task(request.taskId)))),
  );
  world.images.on('callback', (callback) => add(callbackEntry(callback, ++callbacks)));

  return {
    summaries: () => [...entries.values()].map((entry) => entry.summary),
    detail: (id) => entries.get(id)?.detail() ?? null,
    forget: () => entries.clear(),
  };
}

const MOST_KEPT = 1000;

function discordEntry(request: DiscordRequest): Entry {
  return {
    summary: {
      id: `discord-${request.sequence}`,
      to: 'discord',
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

function imagesEntry(request: ImagesRequest, task: () => EmulatedTask | undefined): Entry {
  return {
    summary: {
      id: `images-${request.number}`,
      to: 'images',
      method: request.method,
      path: request.path,
      route: null,
      status: request.status ?? 0,
      durationMs: request.durationMs ?? 0,
      at: request.at,
      files: request.files.map((file) => `${file.field}: ${file.filename}`),
      faulted: request.ended === 'dropped',
      note: request.ended === 'answered' ? null : (request.ended ?? null),
    },
    detail: () =>
      sections({
        Body: request.json === undefined ? undefined : toJson(request.json),
        Fields: lines(request.fields.map(({ name, value }) => [name, value])),
        Files: request.files.map(({ field, filename, contentType, size, sha256 }) => ({
          field,
          filename,
          contentType,
          size,
          sha256,
        })),
        Task: taskJson(task()),
        Query: orNothing(request.query),
        Authorization: request.authorization,
        Headers: lines(Object.entries(request.headers)),
      }),
  };
}

function callbackEntry(callback: RecordedCallback, number: number): Entry {
  const path = URL.canParse(callback.url) ? new URL(callback.url).pathname : callback.url;
  return {
    summary: {
      id: `callback-${number}`,
      to: 'bot',
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
    detail: () => sections({ Address: callback.url, Task: callback.taskId, Body: toJson(callback.body) }),
  };
}

function taskJson(task: EmulatedTask | undefined): Json | undefined {
  if (task === undefined) return undefined;
  const { id, traceId, state, model, prompt, n, billed, inputs, results, error } = task;
  const pictures = (all: EmulatedTask['inputs'] | EmulatedTask['results']) =>
    all.map(({ contentType, width, height, size, sha256 }) => ({ contentType, width, height, size, sha256 }));
  return toJson({
    id,
    traceId,
    state,
    model,
    prompt,
    n,
    billed,
    inputs: pictures(inputs),
    results: pictures(results),
    error,
  });
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

function toJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value ?? null)) as Json;
}
