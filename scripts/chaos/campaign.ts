import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { storePaths } from '../../src/storage/store-paths.ts';
import type { EmulatedDiscord } from '../emulators/discord/index.ts';
import { createAsking } from './asking.ts';
import { type Blow, chooseBlow, deal } from './blows.ts';
import type { CampaignKind } from './campaign-kinds.ts';
import { publicUrl, type Temper } from './chaos-vendor.ts';
import { troubleDiscord } from './discord-mishaps.ts';
import { endingsOf } from './endings.ts';
import type { Evidence, Violation } from './evidence.ts';
import { laws } from './laws/index.ts';
import { nothingTwice } from './laws/nothing-twice.ts';
import { paidOnce } from './laws/paid-once.ts';
import { watchMessages } from './message-watch.ts';
import { chooseMoment, reach } from './moments.ts';
import { createMortalBot } from './mortal-bot.ts';
import { comesToPass, pause } from './pause.ts';
import { gatherPeople } from './people.ts';
import { createRandom } from './random.ts';
import { readStore, type StoreContents } from './read-store.ts';

export interface CampaignOptions {
  readonly kind: CampaignKind;
  readonly seed: string;
  readonly rounds: number;
  readonly temper: Temper;
  /** What befalls the bot in each round; left out: anything. */
  readonly blow?: Blow;
  /** Told what happens, for whoever waits. */
  readonly tell?: (line: string) => void;
}

export interface CampaignReport {
  readonly violations: readonly Violation[];
  /** In how many rounds it was begun with, or in which the first violation was seen. */
  readonly rounds: number;
  readonly asked: number;
  readonly delivered: number;
  readonly starts: number;
}

/**
 * Rounds in which members ask, the vendor and Discord misbehave, and the bot is killed and started again, on one store;
 * then everything is left to settle, and the laws are checked. Jobs go on over several rounds.
 */
export async function runCampaign(options: CampaignOptions): Promise<CampaignReport> {
  const { kind, seed, rounds, temper, tell = () => undefined } = options;
  const random = createRandom(`${kind.provider} ${kind.mode} ${seed}`);
  await using begun = new AsyncDisposableStack();
  const directory = await mkdtemp(join(tmpdir(), 'retouch-chaos-'));
  begun.defer(() => rm(directory, { recursive: true, force: true }));
  const people = await gatherPeople();
  const { discord } = people;
  begun.defer(() => discord.close());
  const watch = watchMessages(discord);
  let port = () => 0;
  const vendor = await kind.start((address) => address.replace(publicUrl, `http://127.0.0.1:${port()}`));
  begun.defer(() => vendor.close());
  const paths = storePaths(join(directory, 'retouch.sqlite'));
  const images = join(directory, 'images');
  const bot = createMortalBot({
    DISCORD_TOKEN: discord.botToken,
    DISCORD_API_URL: discord.apiUrl,
    DISCORD_CDN_URL: discord.cdnUrl,
    STORE_URL: `sqlite://${paths.versions}`,
    IMAGE_STORE_URL: `file://${images}`,
    SIGNING_SECRET: 'only-for-chaos-and-never-a-secret',
    HTTP_PORT: '0',
    DEFAULT_LIMITS: `user:images:day:${memberLimit}`,
    MEMBER_CONCURRENCY: '3',
    GUILD_CONCURRENCY: '8',
    SHUTDOWN_GRACE_S: '2',
    ...vendor.settings,
  });
  port = () => bot.port;
  begun.defer(() => bot.kill());
  const asking = createAsking({ people, watch, vendor, temper });
  const isAtWork = asking.begun.then(() => nextRequest(discord));
  const later: Promise<void>[] = [];
  const expired = new Set<string>();
  const seen = () => ({ asked: asking.asked, messages: watch.messages, seen: vendor.seen });

  await bot.live();
  let round = 0;
  let violations: readonly Violation[] = [];
  while (round < rounds && violations.length === 0) {
    round += 1;
    await play(round);
    violations = [...paidOnce({ ...nothingYet, ...seen() }), ...nothingTwice({ ...nothingYet, ...seen() })];
  }
  if (violations.length === 0) violations = await settle();
  watch.stop();
  const delivered = watch.results().length;
  return { violations, rounds: round, asked: asking.asked.length, delivered, starts: bot.starts };

  async function play(number: number): Promise<void> {
    const dice = random.fork(`round ${number}`);
    const blow = options.blow ?? chooseBlow(dice);
    const moment = chooseMoment(dice);
    const startedAt = Date.now();
    if (dice.chance(0.2)) people.arrive();
    troubleDiscord(discord, dice);
    if (temper === 'any' && dice.chance(0.06)) expireTokens();
    const asks = Array.from({ length: dice.whole(1, 4) }, (_, index) => ({
      at: dice.whole(0, askingMs),
      dice: dice.fork(`ask ${index}`),
    }));
    const blowAt = dice.whole(0, longestRoundMs);
    await Promise.all([
      ...asks.map(async (each) => {
        await pause(each.at);
        const asked = asking.ask(each.dice);
        const { dice: own } = each;
        if (own.chance(0.15)) later.push(pause(own.whole(0, 2_500)).then(() => asking.tellAgain(asked)));
        // The button comes with the first words about how far it is.
        if (own.chance(0.25)) later.push(pause(own.whole(4_800, 9_000)).then(() => asking.cancel(asked)));
      }),
      dice.chance(0.2) ? pause(dice.whole(0, longestRoundMs)).then(() => asking.press(dice.fork('press'))) : null,
      strike(),
    ]);
    tell(`round ${number}: ${asks.length} asked, ${blow} after ${blowAt} ms, ${moment}; ${Date.now() - startedAt} ms`);

    async function strike(): Promise<void> {
      const random = dice.fork('blow');
      await Promise.all([pause(blowAt), isAtWork]);
      await reach(moment, { discord, vendor, random });
      await deal(blow, { bot, discord, vendor, random, temper });
    }
  }

  /** As if a quarter of an hour had passed for whatever goes on. */
  function expireTokens(): void {
    for (const { id } of discord.interactions()) expired.add(id);
    discord.expireTokens();
  }

  /** The vendor and Discord behave, the bot is up: now everything must come to its end. */
  async function settle(): Promise<readonly Violation[]> {
    const startedAt = Date.now();
    vendor.behave();
    discord.clearFaults();
    await Promise.all(later);
    await bot.live();
    const isOver = () =>
      openJobs(paths.journal) === 0 &&
      // Sent while the bot was away: Discord gives up after three seconds.
      !discord.interactions().some(({ state }) => state === 'waiting');
    await comesToPass(isOver, settlePatienceMs);
    await vendor.idle();
    // For what must not come: a callback that starts something again, an answer that is sent once more.
    await pause(500);
    await bot.stop();
    tell(`settled in ${Date.now() - startedAt} ms`);
    discord.expectNoUnknownRoutes();
    const store = await readStore(paths, images);
    tell(endingsOf(store));
    const evidence = { ...nothingYet, ...seen(), ...finally_(), store };
    return [
      ...laws.flatMap((law) => law(evidence)),
      ...bot.errors.map((says) => ({ law: 'nothing throws, and it stops when it is told to', says })),
    ];
  }

  function finally_() {
    return {
      interactions: discord.interactions(),
      expired,
      filesOf: (message: string) => discord.filesOf(message).map(({ sha256 }) => sha256),
      billed: vendor.billed,
      vendorCanBeAsked: vendor.canBeAsked,
    };
  }
}

/** The bot is at work on something that was asked. A blow before that would hit nobody, and prove nothing. */
function nextRequest(discord: EmulatedDiscord): Promise<unknown> {
  const last = discord.requests.at(-1)?.sequence ?? 0;
  return discord.waitForRequest(({ sequence }) => sequence > last, { timeoutMs: settlePatienceMs });
}

/** Jobs that have not ended, read beside the bot that works on them. */
function openJobs(path: string): number {
  const sqlite = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
  try {
    const open = sqlite.prepare(`SELECT count(*) AS open FROM jobs WHERE state NOT IN ('done', 'failed', 'cancelled')`);
    return Number(open.get()?.['open']);
  } finally {
    sqlite.close();
  }
}

const askingMs = 800;
const longestRoundMs = 1_200;
/** Low enough that members meet it. */
const memberLimit = 12;
/** What cannot be found out in a minute ends as unknown; and the vendor's own time before, and the line behind it. */
const settlePatienceMs = 120_000;

const emptyStore: StoreContents = {
  jobs: [],
  requests: [],
  holds: [],
  losses: [],
  ledgerComplaints: [],
  mostInADay: 0,
  heads: [],
  versions: new Map(),
};

/** What is not looked at after each round. */
const nothingYet: Evidence = {
  asked: [],
  interactions: [],
  expired: new Set(),
  messages: new Map(),
  filesOf: () => [],
  seen: [],
  billed: [],
  vendorCanBeAsked: false,
  memberLimit,
  store: emptyStore,
};
