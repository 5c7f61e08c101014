import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { type Playground, type PlaygroundOptions, startPlayground } from '../../scripts/playground/start.ts';

/** The system's Chromium: Debian's place, or wherever `CHROMIUM` says. */
const chromiumPath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Why browser tests cannot run here; null: they can. */
export const noBrowser = existsSync(chromiumPath)
  ? null
  : `there is no Chromium at ${chromiumPath} (CHROMIUM names another)`;

/** A test in a browser: left out, with the reason, where there is none; a failure where a CI ought to have one. */
export function browserTest(name: string, body: () => Promise<void>): void {
  if (noBrowser === null) {
    test(name, body);
  } else if (process.env['CI']) {
    test(name, () => expect.fail(`Chromium is missing in CI: ${noBrowser}`));
  } else {
    test.skip(`${name} [skipped: ${noBrowser}]`, body);
  }
}

/** Starts the playground as `npm run playground` does, on a free port and quicker. */
export function raisePlayground(options: Partial<PlaygroundOptions> = {}): ReturnType<typeof startPlayground> {
  return startPlayground({
    port: 0,
    mode: 'sync',
    providers: ['acedatacloud'],
    keep: null,
    speed: { min: 700, max: 700 },
    contentIntent: false,
    pingReplies: 'readable',
    ...options,
  });
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** The page, opened; and what it did that it must not. */
export interface OpenPage {
  readonly page: Page;
  /** Requests beyond loopback, errors of the page's script and of the browser's console. */
  readonly wrongs: readonly string[];
}

/** Opens the page and waits until one can write. `at`: who and where, as in the page's own address. */
export async function openPage(
  browser: Browser,
  url: string,
  at?: { user: string; channel: string },
): Promise<OpenPage> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  page.setDefaultTimeout(20_000);
  const wrongs: string[] = [];
  page.on('pageerror', (error) => wrongs.push(`script: ${error.message}`));
  page.on('console', (line) => {
    if (line.type() === 'error') wrongs.push(`console: ${line.text()}`);
  });
  page.on('request', (request) => {
    if (!LOOPBACK.test(request.url())) wrongs.push(`request: ${request.url()}`);
  });
  await page.goto(at === undefined ? url : `${url}#${at.user}/${at.channel}`);
  await page.getByTestId('composer').waitFor();
  return { page, wrongs };
}

/** What a page or a process comes to show in its own time; a busy machine gets plenty of it. */
export function eventually<Value>(read: () => Value | Promise<Value>): ReturnType<typeof expect.poll<Value>> {
  return expect.poll(read, { timeout: 20_000, interval: 50 });
}

/** Waits until the bot is ready; where it does not become so, what it said is in the error. */
export async function botReady({ bot }: Playground): Promise<void> {
  const end = Date.now() + 30_000;
  while (bot.status().state !== 'ready') {
    const { state, reason } = bot.status();
    if (state === 'crashed' || Date.now() > end) {
      const said = bot.log().map(({ text }) => text);
      throw new Error([`The bot is ${state}, not ready. ${reason ?? ''}`, ...said].join('\n'));
    }
    await wait(50);
  }
}

/** Keeps a picture of the page for people to look at; not part of the repository. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const directory = resolve(import.meta.dirname, '../../test-output/screenshots');
  await mkdir(directory, { recursive: true });
  await page.screenshot({ path: join(directory, `${name}.png`), animations: 'disabled' });
}

const LOOPBACK = /^(http:\/\/127\.0\.0\.1[:/]|data:|blob:)/;
