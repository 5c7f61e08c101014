import { createSignedAddresses } from '../../http/addresses.ts';
import type { Clock } from '../../ports/clock.ts';
import { createUpstream, readText, type UpstreamOutcome } from '../../providers/http/upstream.ts';
import type { StoreState } from '../../storage/sqlite/inspection/check-store.ts';
import type { Settings } from '../config.ts';
import { type Finding, open, well, wrong } from './finding.ts';

/**
 * Whether the public address leads to the bot that works on this store: it is asked there for what only it can sign, in a
 * request that says who asks.
 */
export async function examineAddress(
  { PUBLIC_URL: publicUrl, SIGNING_SECRET, HTTP_HOST: host, HTTP_PORT: port }: Partial<Settings>,
  state: StoreState | null,
  clock: Pick<Clock, 'now' | 'uuid'>,
): Promise<Finding> {
  const about = 'PUBLIC_URL';
  if (publicUrl === undefined)
    return open(about, 'not set, so vendors do not call back and there are no links to originals');
  const secret = SIGNING_SECRET ?? state?.secret;
  if (state?.isHeld !== true || secret == null) return open(about, 'untested: start the bot, then ask again');
  const addresses = createSignedAddresses({ publicUrl, secret, clock });
  const nonce = clock.uuid();
  const outcome = await ask(addresses.echo(nonce) ?? '');
  if (outcome.kind !== 'answered')
    return wrong(
      about,
      `it cannot be reached from here (${outcome.reason}): check its name, its certificate, and what forwards it`,
    );
  if (addresses.isEchoOf(nonce, echoIn(outcome.value))) return well(about, 'it leads to the bot');
  const { status } = outcome.head;
  return wrong(
    about,
    `something else answers there (${status}): let it lead to ${host}:${port}, where the bot listens`,
  );
}

/** Straight, as the world would: through no proxy of ours. */
async function ask(address: string): Promise<UpstreamOutcome<string>> {
  const upstream = createUpstream();
  const { origin, pathname } = new URL(address);
  try {
    return await upstream.send(
      {
        method: 'GET',
        baseUrl: origin,
        path: pathname,
        headers: { 'user-agent': 'retouch-doctor (asked by this program itself)' },
        paid: false,
        silenceMs: longestMs,
        totalMs: longestMs,
        maxBytes: 100_000,
        signal: new AbortController().signal,
      },
      readText,
    );
  } finally {
    await upstream.close();
  }
}

function echoIn(text: string): string {
  const [, echo = ''] = /^\{"echo":"([\w-]+)"\}$/.exec(text) ?? [];
  return echo;
}

const longestMs = 15_000;
