import { Hono } from 'hono';
import { ClientRefusal, type EmulatedDiscord } from '../emulators/discord/index.ts';
import { actSchema, completionSchema } from './act-schema.ts';
import type { Broadcast } from './broadcast.ts';
import type { Controls } from './controls.ts';
import { performAct, type UploadedFiles } from './perform-act.ts';
import type { ActAnswer, ChannelMessages, CompletionAnswer, FeedEvent, Snapshot } from './protocol.ts';
import type { RequestLog } from './request-log.ts';

/** What the page asks and tells: a thin adapter of the emulator's face. */
export function apiRoutes(world: {
  readonly discord: EmulatedDiscord;
  readonly requests: RequestLog;
  readonly controls: Controls;
  readonly broadcast: Broadcast;
  readonly snapshot: () => Snapshot;
}): Hono {
  const { discord } = world;
  const app = new Hono();

  app.get('/snapshot', (c) => c.json(world.snapshot()));
  app.get('/messages', (c) => {
    const { user, channel } = placeOf(c.req.query());
    return c.json({ messages: discord.visibleMessages(user, channel) } satisfies ChannelMessages);
  });
  app.get('/commands', (c) => {
    const { user, channel } = placeOf(c.req.query());
    return c.json(discord.listCommands(user, channel));
  });
  app.post('/complete', async (c) => {
    const completion = completionSchema.parse(await c.req.json());
    return c.json({ choices: await discord.autocomplete(completion) } satisfies CompletionAnswer);
  });
  app.post('/act', async (c) => {
    const form = await c.req.formData();
    const act = actSchema.parse(JSON.parse(String(form.get('act'))));
    const id = performAct(discord, act, await filesOf(form));
    return c.json({ ok: true, id } satisfies ActAnswer);
  });
  app.get('/requests/:id', (c) => {
    const detail = world.requests.detail(c.req.param('id'));
    return detail === null ? c.notFound() : c.json(detail);
  });
  app.delete('/requests', (c) => {
    world.requests.forget();
    return c.body(null, 204);
  });
  app.post('/controls/:id', async (c) => {
    if (!(await world.controls.use(c.req.param('id')))) return c.notFound();
    world.broadcast.publish({ kind: 'controls', controls: world.controls.views() });
    world.broadcast.publish({ kind: 'clock', now: discord.now() });
    return c.body(null, 204);
  });
  app.get('/events', (c) => c.body(eventStream(world.broadcast), 200, { 'content-type': 'text/event-stream' }));

  app.onError((error, c) => {
    // An answer like any other: the page shows it, and the browser's console stays clean.
    if (error instanceof ClientRefusal) return c.json({ ok: false, refusal: error.message } satisfies ActAnswer);
    console.error(error);
    return c.json({ ok: false, refusal: `The playground itself failed: ${error.message}` } satisfies ActAnswer, 500);
  });
  return app;
}

function placeOf({ user = '', channel = '' }: { readonly user?: string; readonly channel?: string }): {
  user: string;
  channel: string;
} {
  return { user, channel };
}

async function filesOf(form: FormData): Promise<UploadedFiles> {
  const files = new Map<string, { name: string; bytes: Uint8Array }>();
  for (const [part, value] of form) {
    if (typeof value === 'string') continue;
    files.set(part, { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) });
  }
  return files;
}

/** Server-sent events; a comment now and then keeps proxies and sleeping laptops from closing it. */
function eventStream(broadcast: Broadcast): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let stop: (() => void) | null = null;
  return new ReadableStream({
    start(controller) {
      const send = (event: FeedEvent) => controller.enqueue(encoder.encode(`data: ${JSON.stringify(event)}\n\n`));
      const unlisten = broadcast.listen(send);
      const beat = setInterval(() => controller.enqueue(encoder.encode(': still here\n\n')), 20_000);
      controller.enqueue(encoder.encode(': hello\n\n'));
      stop = () => {
        unlisten();
        clearInterval(beat);
      };
    },
    cancel: () => stop?.(),
  });
}
