import type { Recipe } from '../../domain/asked/image-request.ts';
import { operationOf, type Source } from '../../domain/asked/image-request.ts';
import { type AskedRecipe, readRecipe } from '../../domain/asked/read-recipe.ts';
import { isVisibleTo, type Viewer } from '../../domain/chain/chain.ts';
import type { Failure } from '../../domain/failure.ts';
import { type JobId, traceId, type VersionId } from '../../domain/ids.ts';
import type { Job, PaidRequest, ReplyAddress, Warning } from '../../domain/jobs/job.ts';
import { acceptedJob, refusedJob } from '../../domain/jobs/new-job.ts';
import { newRequest } from '../../domain/jobs/new-request.ts';
import type { Pace } from '../../domain/jobs/pace.ts';
import type { Amounts, Constraint } from '../../domain/money/limits.ts';
import { periodEnd } from '../../domain/money/period.ts';
import type { Offer } from '../../domain/offers/provider.ts';
import { everybodyMay, type MayUse } from '../../domain/who-may-use.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Messenger } from '../../ports/messenger.ts';
import type { Journal, Reservation } from '../../ports/store/journal.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';
import { type CurrentRules, rulesNow } from '../current-rules.ts';
import { type MayAccept, queueComeBack } from '../money/admission.ts';
import type { Limits } from '../money/limits.ts';
import type { Ask, AskAnswer, AskedSources } from '../services.ts';
import { createJobWriter } from './job-writer.ts';
import { createRefusalPace } from './refusal-pace.ts';

interface Needs {
  readonly journal: Journal;
  readonly versions: VersionStore;
  readonly messenger: Messenger;
  readonly rules: CurrentRules;
  readonly limits: Pick<Limits, 'constraints'>;
  /** Tells of limits that come near; never rejects, and is not waited for. */
  readonly afterAsking: (address: ReplyAddress, constraints: readonly Constraint[], asked: Amounts) => Promise<void>;
  /** Why this process takes nothing more just now, whoever asks; null where it does. */
  readonly mayAccept: MayAccept;
  /** Whom the operator serves; all where nothing is said. */
  readonly mayUse?: MayUse | undefined;
  /** Requests that may be unsent, in line or before it. */
  readonly queueMax: number;
  /** Of these, of one server and of one member; any number where nothing is said. */
  readonly shares?: Reservation['mostUnsentOf'] | undefined;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly log: Log;
  /** Tells the worker that something may be due. */
  readonly wake: () => void;
}

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
  mayUse = everybodyMay,
  queueMax,
  shares,
  clock,
  pace,
  log,
  wake,
}: Needs) {
  const write = createJobWriter({ journal, clock, pace, log });
  const mayAnswer = createRefusalPace({ clock });

  return { ask, acknowledged, abandon, askAgain };

  async function ask({ id, recipe: askedRecipe, sources: askedSources, address: asked }: Ask): Promise<AskAnswer> {
    if ((await journal.find(id)) !== null) return { kind: 'known' };
    const unserved = mayUse({ guild: asked.guild, user: asked.asker });
    if (unserved !== null) return refuse(id, asked, unserved);
    const sources = await resolve(askedSources, asked);
    if (sources === null) return refuse(id, asked, { code: 'no_source' });
    const isPrivate = await hasPrivate(sources);
    if (isPrivate && isForAll(asked)) return refuse(id, asked, { code: 'no_source' });
    const address: ReplyAddress = isPrivate ? { ...asked, audience: 'asker' } : asked;
    const reading = readRecipe(askedRecipe, sources, rulesNow(rules));
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
    const job = acceptedJob({ id, address, now, task: { recipe, sources }, warnings });
    const requests = paidRequests(job, recipe, offer, sources.length);
    const { guild, asker: user, roles } = address;
    const constraints = await limits.constraints({ guild, user, roles });
    // Nobody can say what it costs, and somebody wants to know: refused rather than guessed.
    const isUnpriced = requests.some((each) => each.price === null);
    if (isUnpriced && constraints.some((each) => each.unit === 'usd')) {
      return refuse(id, address, { code: 'unpriced', model: recipe.model });
    }
    const asked = heldFor(requests);
    const outcome = await journal.accept(job, requests, {
      asked,
      constraints,
      mostUnsent: queueMax,
      ...(shares && { mostUnsentOf: shares }),
    });
    if (outcome.kind === 'known') return { kind: 'known' };
    if (outcome.kind === 'full') return refuse(id, address, { code: 'queue_full', retryAfterMs: queueComeBack });
    if (outcome.kind === 'share full') {
      return refuse(id, address, { code: 'share_full', whose: outcome.whose, retryAfterMs: queueComeBack });
    }
    void afterAsking(address, constraints, outcome.kind === 'over' ? asked : { images: 0, usd: 0 });
    if (outcome.kind === 'over') {
      const { constraint, used } = outcome;
      const returnsAt = periodEnd(constraint.per, now);
      return refuse(id, address, { code: 'quota', constraint, used, asked: asked[constraint.unit], returnsAt });
    }
    if (isMessage) {
      wake();
      await messenger.notice(job);
    }
    return { kind: 'accepted', job };
  }

  function paidRequests(job: Job, recipe: Recipe, offer: Offer, sources: number): readonly PaidRequest[] {
    const operation = operationOf({ sources: Array.from({ length: sources }) });
    const price = offer.price({ operation, quality: recipe.quality, size: recipe.size, sources });
    return Array.from({ length: recipe.count }, (_, ordinal) =>
      newRequest({
        job: job.id,
        ordinal,
        provider: offer.provider,
        operation,
        traceId: traceId(clock.uuid()),
        // It joins the line when its sources are in our store.
        wakeAt: null,
        price,
      }),
    );
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
   * refusal to deliver, so that the neutral answer comes once, and its button finds the reason. A flood of them gets one.
   */
  async function refuse(id: JobId, address: ReplyAddress, failure: Failure): Promise<AskAnswer> {
    if (address.kind === 'message' && mayAnswer(id, address.asker, failure.code)) {
      const job = refusedJob({ id, address, now: clock.now(), failure });
      const outcome = await journal.accept(job, [], { asked: { images: 0, usd: 0 }, constraints: [] });
      if (outcome.kind === 'known') return { kind: 'known' };
      wake();
    }
    return { kind: 'refused', failure };
  }

  async function acknowledged(id: JobId, message: ReplyAddress['message']): Promise<void> {
    const found = await journal.find(id);
    if (found !== null && (await write(found, { kind: 'acknowledged', message }))) wake();
  }

  async function abandon(id: JobId): Promise<void> {
    const found = await journal.find(id);
    if (found !== null) await write(found, { kind: 'abandoned' });
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
