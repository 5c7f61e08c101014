import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ClientRefusal } from '../core/client-refusal.ts';
import { DiscordError } from '../core/discord-error.ts';
import { isRecord } from '../core/form.ts';
import { until } from '../core/until.ts';
import type { People } from '../face/people.ts';
import type { Watching } from '../face/watching.ts';
import type { Json } from '../face/wire.ts';
import type { WorldControls } from '../face/world.ts';
import { acts, WrongAct } from './act-as.ts';

export interface PeopleServer {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  close(): Promise<void>;
}

type Emulator = People & Watching & Pick<WorldControls, 'world' | 'demo'>;

/**
 * People, for whoever cannot call the library: `POST /<act>` does something in a person's name, `GET /interactions/<id>`
 * tells what came of it, `GET /messages` what a person sees, `GET /world` who and what there is. On a port of its own, so
 * that the emulated Discord answers nothing that Discord would not.
 */
export async function servePeople(discord: Emulator, port: number): Promise<PeopleServer> {
  const server = createServer((request, response) => {
    answer(discord, request)
      .catch(refusalOf)
      .then(({ status, body }) => send(response, status, body))
      .catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return { url: addressOf(server), close: () => close(server) };
}

interface Answer {
  readonly status: number;
  readonly body: object;
}

async function answer(discord: Emulator, request: IncomingMessage): Promise<Answer> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const [, first = '', second] = url.pathname.split('/');
  if (request.method === 'POST' && second === undefined) {
    const act = Object.hasOwn(acts, first) ? acts[first] : undefined;
    if (act !== undefined) return { status: 200, body: act(discord, await readBody(request)) };
  }
  if (request.method === 'GET' && first === 'world') {
    return { status: 200, body: { demo: discord.demo, ...discord.world() } };
  }
  if (request.method === 'GET' && first === 'messages') {
    const user = url.searchParams.get('user') ?? '';
    return { status: 200, body: discord.visibleMessages(user, url.searchParams.get('channel') ?? '') };
  }
  if (request.method === 'GET' && first === 'interactions' && second !== undefined) {
    return { status: 200, body: await outcomeOf(discord, second) };
  }
  return { status: 404, body: { error: `There is no ${request.method} ${url.pathname}` } };
}

/** What the person sees of it: at once when it has settled, else when it has, or after five seconds as it is then. */
async function outcomeOf(discord: Emulator, id: string): Promise<object> {
  if (discord.interactions().every((each) => each.id !== id)) throw new WrongAct(`There is no interaction ${id}`);
  const handle = discord.interaction(id);
  const isOpen = () => ['waiting', 'deferred'].includes(handle.view().state);
  const settled = until({
    look: () => (isOpen() ? undefined : true),
    subscribe: (again) => discord.on('interaction', again),
    describe: () => `${id} to settle`,
  });
  // Too late is an answer as well: its state says so.
  await settled.catch(() => undefined);
  const { state, ephemeral, modal } = handle.view();
  return { state, ephemeral, message: handle.message(), followUps: handle.followUps(), form: modal };
}

async function readBody(request: IncomingMessage): Promise<{ readonly [key: string]: Json }> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  let body: Json;
  try {
    body = JSON.parse(Buffer.concat(pieces).toString('utf8'));
  } catch (cause) {
    throw new WrongAct('The body is not JSON', { cause });
  }
  if (!isRecord(body)) throw new WrongAct('The body must be an object');
  return body;
}

/** 409: Discord's own client, or Discord, would not have let the person do it. 400: it cannot be understood. */
function refusalOf(error: unknown): Answer {
  if (error instanceof ClientRefusal || error instanceof DiscordError) {
    return { status: 409, body: { refused: error.message } };
  }
  if (error instanceof WrongAct) return { status: 400, body: { error: error.message } };
  return { status: 500, body: { error: String(error) } };
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function addressOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server for people has no port');
  return `http://127.0.0.1:${address.port}`;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
