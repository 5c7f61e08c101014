import type { Recipe } from '../../domain/asked/image-request.ts';
import { operationOf, type Source } from '../../domain/asked/image-request.ts';
import { type AskedRecipe, type RecipeRules, readRecipe } from '../../domain/asked/read-recipe.ts';
import { isVisibleTo, type Viewer } from '../../domain/chain/chain.ts';
import type { Failure } from '../../domain/failure.ts';
import { type JobId, requestId, traceId, type VersionId } from '../../domain/ids.ts';
import { type Job, type PaidRequest, type ReplyAddress, type Warning, withoutToken } from '../../domain/jobs/job.ts';
import type { Amounts, Constraint } from '../../domain/money/limits.ts';
import { periodEnd } from '../../domain/money/period.ts';
import { settle } from '../../domain/money/settlement.ts';
import type { Offer } from '../../domain/offers/provider.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Messenger } from '../../ports/messenger.ts';
import type { Journal } from '../../ports/store/journal.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';
import { type MayAccept, queueComeBack } from '../money/admission.ts';
import type { Limits } from '../money/limits.ts';
import type { Pace } from '../pace.ts';
import type { Ask, AskAnswer, AskedSources } from '../services.ts';

/**
 * The one way in. Decides, then writes the job and its requests down in one transaction; the caller acknowledges only
 * after that, and nothing goes upstream before `acknowledged`.
 */
export function createAccepting({
  journal,
  versions,
  messenger,
  rules,
  limits,
  afterAsking,
  mayAccept,
  queueMax,
  clock,
  pace,
  poke,
}: {
  readonly journal: Journal;
  readonly versions: VersionStore;
  readonly messenger: Messenger;
  readonly rules: RecipeRules;
  readonly limits: Pick<Limits, 'constraints'>;
  /** Tells of limits that come near; never rejects, and is not waited for. */
  readonly afterAsking: (address: ReplyAddress, constraints: readonly Constraint[], asked: Amounts) => Promise<void>;
  /** Why this process takes nothing more just now, whoever asks; null where it does. */
  readonly mayAccept: MayAccept;
  /** Requests that may be unsent, in line or before it. */
  readonly queueMax: number;
  readonly clock: Clock;
  readonly pace: Pace;
  /** Tells the worker that something may be due. */
  readonly poke: () => void;
}) {
  return { ask, acknowledged, abandon, askAgain };

  async function ask({ id, recipe: askedRecipe, sources: askedSources, address: asked }: Ask): Promise<AskAnswer> {
    if ((await journal.find(id)) !== null) return { kind: 'known' };
    const sources = await resolve(askedSources, asked);
    if (sources === null) return refuse(id, asked, { code: 'no_source' });
    const isPrivate = await hasPrivate(sources);
    if (isPrivate && isForAll(asked)) return refuse(id, asked, { code: 'no_source' });
    const address: ReplyAddress = isPrivate ? { ...asked, audience: 'asker' } : asked;
    const reading = readRecipe(askedRecipe, sources, rules);
    if (reading.kind === 'refused') return refuse(id, address, reading.failure);
    const noRoom = await mayAccept();
    if (noRoom !== null) return refuse(id, address, noRoom);
    return accept(id, address, sources, reading);
  }

  async function accept(
    id: JobId,
    address: ReplyAddress,
    sources: readonly Source[],
    { recipe, offer, warnings }: { recipe: Recipe; offer: Offer; warnings: readonly Warning[] },
  ): Promise<AskAnswer> {
    const now = clock.now();
    const isMessage = address.kind === 'message';
    const job: Job = {
      ...blankJob(id, address, now),
      // A message needs no acknowledgement; an interaction has 3 s for it, and a crash in them is found out after that.
      state: isMessage ? 'queued' : 'accepted',
      task: { recipe, sources },
      warnings,
      wakeAt: isMessage ? now : now + acknowledgementGrace,
    };
    const requests = paidRequests(job, recipe, offer, sources.length);
    const { guild, asker: user, roles } = address;
    const constraints = await limits.constraints({ guild, user, roles });
    // Nobody can say what it costs, and somebody wants to know: refused rather than guessed.
    const isUnpriced = requests.some((each) => each.price === null);
    if (isUnpriced && constraints.some((each) => each.unit === 'usd')) {
      return refuse(id, address, { code: 'unpriced', model: recipe.model });
    }
    const asked = heldFor(requests);
    const outcome = await journal.accept(job, requests, { asked, constraints, mostUnsent: queueMax });
    if (outcome.kind === 'known') return { kind: 'known' };
    if (outcome.kind === 'full') return refuse(id, address, { code: 'queue_full', retryAfterMs: queueComeBack });
    void afterAsking(address, constraints, outcome.kind === 'over' ? asked : { images: 0, usd: 0 });
    if (outcome.kind === 'over') {
      const { constraint, used } = outcome;
      const returnsAt = periodEnd(constraint.per, now);
      return refuse(id, address, { code: 'quota', constraint, used, asked: asked[constraint.unit], returnsAt });
    }
    if (isMessage) {
      poke();
      await messenger.notice(job);
    }
    return { kind: 'accepted', job };
  }

  function paidRequests(job: Job, recipe: Recipe, offer: Offer, sources: number): readonly PaidRequest[] {
    const operation = operationOf({ sources: Array.from({ length: sources }) });
    const price = offer.price({ operation, quality: recipe.quality, size: recipe.size, sources });
    return Array.from({ length: recipe.count }, (_, ordinal) => ({
      id: requestId(job.id, ordinal),
      job: job.id,
      revision: 0,
      state: 'new' as const,
      ordinal,
      provider: offer.provider,
      operation,
      traceId: traceId(clock.uuid()),
      attempt: 0,
      submittedAt: null,
      handle: null,
      made: [],
      ending: null,
      doubt: null,
      tries: 0,
      // It joins the line when its sources are in our store.
      wakeAt: null,
      price,
    }));
  }

  /** What is made from a private version is private too. */
  async function hasPrivate(sources: readonly Source[]): Promise<boolean> {
    for (const source of sources) {
      if (source.kind === 'version' && (await versions.find(source.version))?.audience === 'asker') return true;
    }
    return false;
  }

  /** Null: an edit without a picture. Never a silent text-to-image. */
  async function resolve(asked: AskedSources, address: ReplyAddress): Promise<readonly Source[] | null> {
    switch (asked.kind) {
      case 'none':
        return [];
      case 'given':
        return asked.sources.length > 0 ? asked.sources : null;
      case 'current': {
        const head = await versions.head(address.channel, isForAll(address) ? null : address.asker);
        return head?.version ? [{ kind: 'version', version: head.version }] : null;
      }
      default:
        return asked satisfies never;
    }
  }

  /**
   * An interaction is refused privately on the spot. A message cannot be: it is written down as a job that has only its
   * refusal to deliver, so that the neutral answer comes once, and its button finds the reason.
   */
  async function refuse(id: JobId, address: ReplyAddress, failure: Failure): Promise<AskAnswer> {
    if (address.kind === 'message') {
      const job: Job = { ...blankJob(id, address, clock.now()), state: 'delivering', sources: [], failure };
      const outcome = await journal.accept(job, [], { asked: { images: 0, usd: 0 }, constraints: [] });
      if (outcome.kind === 'known') return { kind: 'known' };
      poke();
    }
    return { kind: 'refused', failure };
  }

  async function acknowledged(id: JobId, message: ReplyAddress['message']): Promise<void> {
    const found = await journal.find(id);
    if (found === null || found.job.state !== 'accepted') return;
    const { job } = found;
    const address = message === null ? job.address : { ...job.address, message };
    const given = job.task?.sources ?? [];
    const isReady = given.length === 0;
    await journal.advance(
      job,
      isReady
        ? { state: 'queued', address, sources: [], wakeAt: job.acceptedAt + pace.statusAfter }
        : { state: 'queued', address, wakeAt: clock.now() },
      isReady ? { requests: { wakeAt: clock.now() } } : {},
    );
    poke();
  }

  async function abandon(id: JobId): Promise<void> {
    const found = await journal.find(id);
    if (found === null || found.job.state !== 'accepted') return;
    const address = withoutToken(found.job.address);
    await journal.advance(
      found.job,
      { state: 'cancelled', task: null, address, wakeAt: null },
      { settle: { ...settle([], 'reachable'), at: clock.now() } },
    );
  }

  async function askAgain(version: VersionId, id: JobId, address: ReplyAddress): Promise<AskAnswer | null> {
    const record = await versions.find(version);
    if (record === null || record.recipe === null || !isVisibleTo(record, viewerOf(address))) return null;
    const { prompt, model, size, quality, background, format, count, mask } = record.recipe;
    const asked: AskedRecipe = { prompt, model, size, quality, background, format, count, mask };
    const sources = record.sources.map((each) => ({ kind: 'version', version: each }) as const);
    return ask({
      id,
      recipe: asked,
      sources: sources.length === 0 ? { kind: 'none' } : { kind: 'given', sources },
      address,
    });
  }
}

/** The answer to a message in a server is everybody's, and nobody's private picture may stand in it. */
const isForAll = ({ kind, guild }: ReplyAddress) => kind === 'message' && guild !== null;

const viewerOf = ({ channel, asker }: ReplyAddress): Viewer => ({ channel, user: asker });

/** The upper bound of what may be delivered. A price that nobody publishes holds no dollars. */
function heldFor(requests: readonly PaidRequest[]): Amounts {
  return { images: requests.length, usd: requests.reduce((sum, each) => sum + (each.price ?? 0), 0) };
}

/** Long past Discord's 3 seconds: whoever was about to write the acknowledgement down is gone. */
const acknowledgementGrace = 20_000;

function blankJob(id: JobId, address: ReplyAddress, now: number): Job {
  return {
    id,
    revision: 0,
    state: 'accepted',
    task: null,
    address,
    acceptedAt: now,
    startedAt: null,
    shown: { kind: 'nothing' },
    sources: null,
    warnings: [],
    failure: null,
    tries: 0,
    wakeAt: now,
  };
}
