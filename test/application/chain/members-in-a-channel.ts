import fc from 'fast-check';
import { expect } from 'vitest';
import type { AskedSources } from '../../../src/application/services.ts';
import { chainOf } from '../../../src/domain/chain/heads.ts';
import { versionName } from '../../../src/domain/chain/version-name.ts';
import { channelId, guildId, jobId, userId, versionId } from '../../../src/domain/ids.ts';
import type { ReplyAddress } from '../../../src/domain/jobs/job.ts';
import { createOracle, versionOf } from './chain-oracle.ts';
import { stageChain } from './chain-stage.ts';

const who = fc.constantFrom('50', '51', '52');
const which = fc.nat(30);
const act = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('imagine' as const), who, private: fc.nat(4).map((n) => n === 0) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('edit' as const), who, private: fc.nat(4).map((n) => n === 0) }),
  },
  fc.record({ do: fc.constant('reply' as const), who, which }),
  { weight: 5, arbitrary: fc.record({ do: fc.constant('end' as const), which, made: fc.nat(3).map((n) => n > 0) }) },
  fc.record({ do: fc.constant('cancel' as const), which, sent: fc.boolean() }),
  fc.record({ do: fc.constant('undo' as const), who, which }),
  fc.record({ do: fc.constant('continue' as const), who, which }),
  fc.record({ do: fc.constant('reset' as const), who }),
  fc.record({ do: fc.constant('restart' as const) }),
);
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never;

/** Random orders of asks, endings, undos and restarts by three members in one channel or thread, `tries` times. */
export async function tryOrders(tries: number): Promise<void> {
  const stage = await stageChain();
  let ids = 1_000;
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(act, { maxLength: 30 }), async (shared, acts) => {
      ids += 1;
      const played = playIn(stage, shared, String(ids), () => {
        ids += 1;
        return ids;
      });
      for (const each of acts) await played.act(each);
      await played.endAll();
    }),
    { numRuns: tries },
  );
}

function playIn(stage: Awaited<ReturnType<typeof stageChain>>, shared: boolean, channel: string, nextId: () => number) {
  const oracle = createOracle(shared);
  const place = { channel: channelId(channel), parent: shared ? channelId('9') : null, guild: guildId('1') };
  /** Versions that a member chose, or started from where they had none. */
  const chosen = new Set<string>();
  const parents = new Map<string, string | null>();
  const made = () => [...oracle.jobs.values()].filter(({ state, hidden }) => state === 'made' && !hidden);
  const inHand = () =>
    [...oracle.jobs.values()].filter(({ state, from }) => state === 'open' && !(from !== null && 'job' in from));

  async function ask(
    member: string,
    isPrivate: boolean,
    sources: AskedSources,
    from: 'none' | { job: number } | 'pick',
  ) {
    const id = nextId();
    const picked = from === 'pick' ? oracle.pick(member, id) : from === 'none' ? null : from;
    const isEmpty = picked === null && from !== 'none';
    const origin = picked === null ? undefined : 'job' in picked ? oracle.jobs.get(picked.job) : undefined;
    const version = picked !== null && 'version' in picked ? picked.version : null;
    const ofPrivate = version !== null && oracle.jobs.get(Number(version.split('-')[0]))?.private === true;
    const address: ReplyAddress = {
      ...stage.address,
      ...place,
      asker: userId(member),
      audience: isPrivate ? 'asker' : 'everyone',
    };
    const answer = await stage.parts.accepting.ask({
      id: jobId(String(id)),
      recipe: { prompt: 'x' },
      sources,
      address,
    });
    expect(answer.kind).toBe(isEmpty ? 'refused' : 'accepted');
    if (isEmpty) return;
    if (version !== null && !oracle.hasMoved(member)) chosen.add(`${member} ${version}`);
    oracle.jobs.set(id, {
      id,
      member,
      private: isPrivate || ofPrivate || origin?.private === true,
      from: picked,
      state: 'open',
      hidden: false,
    });
    await stage.parts.accepting.acknowledged(jobId(String(id)), null);
  }

  async function choose(member: string, id: number, to: string | null, isPrivate: boolean) {
    oracle.moved({ by: id, member, private: isPrivate, version: to, isResult: false });
    if (to !== null) chosen.add(`${member} ${to}`);
  }

  async function perform(step: Act): Promise<void> {
    const here = (member: string) => ({ ...place, user: userId(member) });
    switch (step.do) {
      case 'imagine':
        return ask(step.who, step.private, { kind: 'none' }, 'none');
      case 'edit':
        return ask(step.who, step.private, { kind: 'current' }, 'pick');
      case 'reply': {
        const open = [...oracle.jobs.values()].filter(
          ({ state, private: p, hidden }) => state === 'open' && !p && !hidden,
        );
        const job = open[step.which % Math.max(1, open.length)];
        if (job === undefined) return;
        chosen.add(`${step.who} ${versionOf(job.id)}`);
        const source = { kind: 'job', job: jobId(String(job.id)) } as const;
        return ask(step.who, false, { kind: 'given', sources: [source] }, { job: job.id });
      }
      case 'end':
        return end(step.which, step.made);
      case 'cancel':
        return cancel(step.which, step.sent);
      case 'undo':
      case 'continue': {
        const seen = made().filter((job) => !job.private || job.member === step.who);
        const job = seen[step.which % Math.max(1, seen.length)];
        if (job === undefined) return;
        const id = nextId();
        const version = versionId(versionOf(job.id));
        const by = jobId(String(id));
        if (step.do === 'undo') {
          await stage.parts.history.undo(here(step.who), by, version);
          return choose(step.who, id, parents.get(version) ?? null, job.private);
        }
        const entry = await stage.index.byVersion(version);
        await stage.parts.history.continueFrom(here(step.who), by, entry === null ? '' : versionName(entry));
        return choose(step.who, id, version, job.private);
      }
      case 'reset': {
        const id = nextId();
        await stage.parts.history.reset(here(step.who), jobId(String(id)));
        return choose(step.who, id, null, false);
      }
      case 'restart':
        return stage.restart();
      default:
        return step satisfies never;
    }
  }

  async function end(at: number, isMade: boolean): Promise<void> {
    const open = inHand();
    const job = open[at % Math.max(1, open.length)];
    const found = job === undefined ? null : await stage.journal.find(jobId(String(job.id)));
    if (job === undefined || found === null) return;
    await stage.end(found, isMade);
    const version = job.from !== null && 'version' in job.from ? job.from.version : null;
    job.state = isMade ? 'made' : 'failed';
    if (!isMade) return;
    parents.set(versionOf(job.id), version);
    if (job.hidden) return;
    const { id: by, member } = job;
    oracle.moved({ by, member, private: job.private, version: versionOf(job.id), isResult: true });
  }

  async function cancel(at: number, wasSent: boolean): Promise<void> {
    const open = wasSent ? inHand() : [...oracle.jobs.values()].filter(({ state }) => state === 'open');
    const job = open[at % Math.max(1, open.length)];
    const id = job === undefined ? null : jobId(String(job.id));
    const found = id === null ? null : await stage.journal.find(id);
    if (job === undefined || id === null || found === null || job.hidden) return;
    if (wasSent) await stage.send(found);
    await stage.parts.cancel(id, userId(job.member));
    if (wasSent) job.hidden = true;
    else job.state = 'failed';
  }

  /** Whatever happened: heads, sources and nobody else's picture are as the contract says. */
  async function check(): Promise<void> {
    for (const member of ['50', '51', '52']) {
      const head = await stage.versions.head(chainOf(place), userId(member), 'asker');
      expect(head?.version ?? null).toBe(oracle.current(member)?.version ?? null);
    }
    for (const { id, member, state, from } of oracle.jobs.values()) {
      if (state !== 'open' || (from !== null && 'job' in from)) continue;
      const [source = null] = (await stage.job(String(id))).sources ?? ['not prepared'];
      expect([id, source]).toEqual([id, from?.version ?? null]);
      if (shared || from === null) continue;
      const isOwn = oracle.jobs.get(Number(from.version.split('-')[0]))?.member === member;
      if (!isOwn && !oracle.hasMoved(member)) chosen.add(`${member} ${from.version}`);
      expect(isOwn || chosen.has(`${member} ${from.version}`)).toBe(true);
    }
  }

  const played = {
    async act(step: Act): Promise<void> {
      await perform(step);
      await stage.work();
      oracle.settle();
      await check();
    },
    /** Everything that was asked ends, and nobody waits for ever. */
    async endAll(): Promise<void> {
      while (inHand().length > 0) await played.act({ do: 'end', which: 0, made: true });
      for (const { id } of oracle.jobs.values()) {
        expect(['done', 'failed', 'cancelled']).toContain((await stage.job(String(id))).state);
      }
    },
  };
  return played;
}
