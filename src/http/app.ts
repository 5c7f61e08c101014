import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { type Context, Hono } from 'hono';
import type { RequestId, VersionId } from '../domain/ids.ts';
import type { PictureType } from '../domain/jobs/job.ts';
import type { LentFile } from '../ports/store/image-store.ts';
import type { SignedAddresses } from './addresses.ts';

export interface Health {
  /** What keeps this process from serving members; empty: ready. */
  missing(): readonly string[];
  /** Numbers for whoever watches, by name; no names of members, servers or models among them. */
  gauges(): Promise<readonly Gauge[]>;
}

export interface Gauge {
  readonly name: string;
  /** One line, for people. */
  readonly help: string;
  readonly value: number;
}

/**
 * The server that the world reaches: health, metrics, callbacks and pictures. Everything but health and metrics is behind
 * an address that we signed; anything else is a plain 404 that says nothing.
 */
export function createHttpApp({
  addresses,
  calledBack,
  originals,
  health,
}: {
  readonly addresses: SignedAddresses;
  /** A vendor says that this request has news. It is believed no further: we ask sooner, that is all. */
  readonly calledBack: (request: RequestId) => Promise<void>;
  readonly originals: Originals;
  readonly health: Health;
}): Hono {
  const app = new Hono();

  app.get('/healthz', (context) => context.json({ status: 'ok' }));

  app.get('/readyz', (context) => {
    const missing = health.missing();
    return missing.length === 0
      ? context.json({ status: 'ready' })
      : context.json({ status: 'not ready', missing }, 503);
  });

  app.get('/metrics', async (context) => {
    const lines = (await health.gauges()).map(
      ({ name, help, value }) => `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${name} ${value}\n`,
    );
    return context.text(lines.join(''), 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
  });

  // The body is not even read: the vendor is asked for the truth anyway.
  app.post('/callbacks/:request/:signature', async (context) => {
    const request = addresses.readCallback(context.req.param('request'), context.req.param('signature'));
    if (request === null) return context.notFound();
    await calledBack(request);
    return context.body(null, 204);
  });

  // For vendors as it is; for people with the word that AI made it.
  app.get('/pictures/:version/:expires/:signature', (context) => answerPicture(context, 'picture', originals.asItIs));
  app.get('/full/:version/:expires/:signature', (context) => answerPicture(context, 'full', originals.marked));

  return app;

  async function answerPicture(context: PictureContext, as: 'picture' | 'full', lend: Originals['marked']) {
    const { version: named, expires, signature } = context.req.param();
    const id = addresses.readPicture(as, named, expires, signature);
    await using file = id === null ? null : await lend(id);
    if (file === null) return context.notFound();
    const headers = {
      'content-type': file.type,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    };
    // Hono answers HEAD by this too, and would leave a file open that nobody reads.
    if (context.req.method === 'HEAD') return context.body(null, 200, headers);
    // Open, it needs its name no longer: whoever is slow to fetch it, or never ends, holds up nobody.
    const opened = await open(file.path);
    return context.body(Readable.toWeb(opened.createReadStream()) as ReadableStream, 200, headers);
  }
}

type PictureContext = Context<Record<string, never>, '/:version/:expires/:signature'>;

/** Lends a picture's original until it is disposed of; null: it is gone. */
export interface Originals {
  asItIs(version: VersionId): Promise<LentPicture | null>;
  marked(version: VersionId): Promise<LentPicture | null>;
}

type LentPicture = LentFile & { readonly type: PictureType };
