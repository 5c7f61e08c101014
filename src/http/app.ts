import { open, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import type { RequestId, VersionId } from '../domain/ids.ts';
import type { PictureType } from '../domain/jobs/job.ts';
import type { Log } from '../ports/log.ts';
import type { LentFile } from '../ports/store/image-store.ts';
import type { SignedAddresses } from './addresses.ts';
import { type Gauges, isFromThisMachine, tellGauges } from './metrics.ts';

export interface Health {
  /** What keeps this process from serving members; empty: ready. */
  missing(): readonly string[];
  readonly gauges: Gauges;
}

/**
 * The server that the world reaches: health, callbacks and pictures, and the numbers for callers on this machine. Every
 * callback and picture is behind an address that we signed; anything else is a plain 404 that says nothing.
 */
export function createHttpApp({
  addresses,
  calledBack,
  originals,
  health,
  tellsGauges,
  log,
}: {
  readonly addresses: SignedAddresses;
  /** A vendor says that this request has news. It is believed no further: we ask sooner, that is all. */
  readonly calledBack: (request: RequestId) => Promise<void>;
  readonly originals: Originals;
  readonly health: Health;
  /** Whether the numbers are told here, to callers on this machine; false: a port of their own tells them. */
  readonly tellsGauges: boolean;
  readonly log: Pick<Log, 'warn' | 'error'>;
}): Hono<Bindings> {
  const app = new Hono<Bindings>();

  app.onError((error, context) => {
    log.error({ error }, 'an HTTP request could not be answered');
    return context.body(null, 500);
  });

  app.get('/healthz', (context) => context.json({ status: 'ok' }));

  app.get('/readyz', (context) => {
    const missing = health.missing();
    return missing.length === 0
      ? context.json({ status: 'ready' })
      : context.json({ status: 'not ready', missing }, 503);
  });

  app.get('/metrics', (context) =>
    tellsGauges && isFromThisMachine(context.env.incoming) ? tellGauges(context, health.gauges) : context.notFound(),
  );

  // The body is not even read: the vendor is asked for the truth anyway. Nor does it wait until that is written down: what
  // is lost of it the next question finds.
  app.post('/callbacks/:request/:expires/:signature', (context) => {
    const { request: named, expires, signature } = context.req.param();
    const request = addresses.readCallback(named, expires, signature);
    if (request === null) return context.notFound();
    calledBack(request).catch((error: unknown) => log.warn({ error, request }, 'a callback was not written down'));
    return context.body(null, 204);
  });

  // Asked by `npm run doctor`, and by nobody else: whether the public address leads here.
  app.get('/echo/:nonce/:expires/:signature', (context) => {
    const { nonce, expires, signature } = context.req.param();
    const echo = addresses.answerEcho(nonce, expires, signature);
    return echo === null ? context.notFound() : context.json({ echo }, 200, { 'cache-control': 'no-store' });
  });

  // For vendors as it is; for people with the word that AI made it.
  app.get('/pictures/:version/:expires/:signature', (context) => answerPicture(context, 'picture', originals.asItIs));
  app.get('/full/:version/:expires/:signature', (context) => answerPicture(context, 'full', originals.marked));

  return app;

  async function answerPicture(context: PictureContext, as: 'picture' | 'full', lend: Originals['marked']) {
    const { version: named, expires, signature } = context.req.param();
    const id = addresses.readPicture(as, named, expires, signature);
    // Hono answers HEAD by this too. Discord's proxy and others ask so before they fetch (reference, section 11): nothing is
    // opened for that, nor marked.
    const isHead = context.req.method === 'HEAD';
    await using file = id === null ? null : await (isHead ? originals.asItIs : lend)(id);
    if (file === null) return context.notFound();
    const headers = {
      'content-type': file.type,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    };
    if (isHead) return context.body(null, 200, headers);
    const { size } = await stat(file.path);
    // Open, it needs its name no longer: whoever is slow to fetch it, or never ends, holds up nobody.
    const opened = await open(file.path);
    const body = Readable.toWeb(opened.createReadStream()) as ReadableStream;
    return context.body(body, 200, { ...headers, 'content-length': String(size) });
  }
}

interface Bindings {
  readonly Bindings: HttpBindings;
}

type PictureContext = Context<Bindings, '/:version/:expires/:signature'>;

/** Lends a picture's original until it is disposed of; null: it is gone. */
export interface Originals {
  asItIs(version: VersionId): Promise<LentPicture | null>;
  marked(version: VersionId): Promise<LentPicture | null>;
}

type LentPicture = LentFile & { readonly type: PictureType };
