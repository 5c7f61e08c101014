import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openJournalForReading } from '../../src/storage/sqlite/open-for-reading.ts';
import { programArguments } from '../bot-program.ts';
import { startEmulatedDiscord } from '../emulators/discord/index.ts';
import { startEmulatedAceDataCloud } from '../emulators/vendors/index.ts';
import { endWithUs } from '../leaving.ts';
import { median } from './measure.ts';
import { fillForRestart, placeOfTask } from './restart-store.ts';

/** How long the started program is watched. */
export const watchedMs = 20_000;

export interface Started {
  /** The process's own memory in the second half of the watch. */
  readonly memoryMb: number;
  /** All times from the start of the process. */
  readonly readyMs: number;
  readonly scheduledMs: number;
  readonly firstQuestionMs: number;
  readonly questions: number;
  /** The calls that were asked about, in that order, by their age from 0. */
  readonly asked: readonly number[];
  readonly edits: number;
}

/** Starts the real program on a store with so many calls at the vendor, and as many jobs in line. */
export async function startOnStore(each: number): Promise<Started> {
  const directory = mkdtempSync(join(tmpdir(), 'retouch-restart-'));
  const discord = await startEmulatedDiscord();
  const upstream = await startEmulatedAceDataCloud();
  const channel = discord.createChannel({ guild: discord.createGuild({ name: 'Studio' }), name: 'pictures' });
  const journal = join(directory, 'retouch.journal.sqlite');
  await fillForRestart(journal, each, channel);
  const begun = Date.now();
  const bot = spawn(process.execPath, programArguments(), {
    cwd: directory,
    env: {
      PATH: process.env['PATH'] ?? '',
      DISCORD_TOKEN: discord.botToken,
      DISCORD_API_URL: discord.apiUrl,
      DISCORD_CDN_URL: discord.cdnUrl,
      ACEDATACLOUD_API_TOKEN: upstream.token,
      ACEDATACLOUD_BASE_URL: upstream.baseUrl,
      STORE_URL: `sqlite://${join(directory, 'retouch.sqlite')}`,
      IMAGE_STORE_URL: `file://${join(directory, 'images')}`,
      HTTP_PORT: '0',
      CONCURRENCY: '10000',
      GUILD_CONCURRENCY: '10000',
      MEMBER_CONCURRENCY: '10000',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  endWithUs(bot);
  try {
    await ready(bot);
    const readyMs = Date.now() - begun;
    const { scheduledMs, memoryMb } = await watch(bot, journal, begun);
    const questions = upstream.requests.filter(({ path }) => path.endsWith('/tasks'));
    return {
      memoryMb,
      readyMs,
      scheduledMs,
      firstQuestionMs: (questions[0]?.at ?? Number.POSITIVE_INFINITY) - begun,
      questions: questions.length,
      asked: questions.flatMap(({ json }) => idsIn(json).map(placeOfTask)),
      edits: discord.requests.filter(({ method }) => method === 'PATCH').length,
    };
  } finally {
    bot.kill('SIGKILL');
    await once(bot, 'exit');
    await upstream.close();
    await discord.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function ready(bot: ChildProcess): Promise<void> {
  if (bot.stdout === null) throw new Error('The program has no output.');
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  createInterface({ input: bot.stdout }).on('line', (line) => {
    if (line.includes('"msg":"ready"')) resolve();
  });
  bot.once('exit', (code) => reject(new Error(`The program ended with ${code}.`)));
  await promise;
}

/** Looks from outside, as an operator would: at the process's memory, and at the journal beside its writer. */
async function watch(bot: ChildProcess, path: string, begun: number) {
  const database = openJournalForReading(path);
  if (typeof database === 'string') throw new Error(`The journal is ${database}.`);
  const overdue = database.sqlite.prepare(
    'SELECT count(*) AS jobs FROM jobs WHERE due_at <= ? AND lease_until IS NULL',
  );
  const end = Date.now() + watchedMs;
  const memory: number[] = [];
  let scheduledMs = Number.POSITIVE_INFINITY;
  while (Date.now() < end) {
    const now = Date.now();
    // A little after it is due: what falls due all the time is looked at within moments.
    if (!Number.isFinite(scheduledMs) && overdue.get(now - 500)?.['jobs'] === 0) scheduledMs = now - begun;
    if (now > end - watchedMs / 2) memory.push(residentMb(bot));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await database.close();
  return { scheduledMs, memoryMb: median(memory) };
}

function residentMb({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}

/** One call by `id`, or several by `ids`. */
function idsIn(json: unknown): readonly string[] {
  const { id, ids } = json as { readonly id?: string; readonly ids?: readonly string[] };
  return ids ?? (id === undefined ? [] : [id]);
}
