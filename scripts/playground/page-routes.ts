import { readFile } from 'node:fs/promises';
import { Hono } from 'hono';
import type { EmulatedDiscord } from '../emulators/discord/index.ts';

/** The page itself, and the pictures that messages hold. */
export function pageRoutes(options: {
  readonly script: string;
  readonly discord: Pick<EmulatedDiscord, 'filesOf'>;
}): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    c.header('content-security-policy', POLICY);
    c.header('x-content-type-options', 'nosniff');
    c.header('cache-control', 'no-store');
  });
  app.get('/', async (c) => c.html(await readFile(new URL('page/index.html', import.meta.url), 'utf8')));
  app.get('/page.js', (c) => c.body(options.script, 200, { 'content-type': 'text/javascript' }));
  app.get('/theme.css', async (c) =>
    c.body(await readFile(new URL('page/theme.css', import.meta.url)), 200, { 'content-type': 'text/css' }),
  );
  app.get('/favicon.ico', (c) => c.body(null, 204));
  // Straight from the emulator's store and not from its CDN, so that the page's own downloads neither expire nor mix
  // with the bot's in the side panel.
  app.get('/files/:message/:attachment/:name?', (c) => {
    const file = options.discord.filesOf(c.req.param('message')).find(({ id }) => id === c.req.param('attachment'));
    if (file === undefined) return c.notFound();
    return c.body(new Uint8Array(file.bytes), 200, {
      'content-type': file.contentType ?? 'application/octet-stream',
      'content-disposition': c.req.query('download') === undefined ? 'inline' : 'attachment',
    });
  });
  return app;
}

/** Nothing beyond this server: a component that wants something from elsewhere does not get it. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
