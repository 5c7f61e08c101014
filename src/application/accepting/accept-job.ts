import type { ImageTask } from '../../domain/asked/image-request.ts';
import { readAsked } from '../../domain/asked/read-asked.ts';
import { recipeOf } from '../../domain/asked/recipe-of.ts';
import type { Failure } from '../../domain/failure.ts';
import type { JobId } from '../../domain/ids.ts';
import type { ReplyAddress, Warning } from '../../domain/jobs/job.ts';
import { acceptedJob, refusedJob } from '../../domain/jobs/new-job.ts';
import { heldFor } from '../../domain/money/held.ts';
import { periodEnd } from '../../domain/money/period.ts';
import type { Offer } from '../../domain/offers/provider.ts';
import { addressedBy, isNewPicture } from '../../domain/server/habits.ts';
import { everybodyMay } from '../../domain/who-may-use.ts';
import { createKeyedLock } from '../../lib/keyed-lock.ts';
import { rulesNow } from '../current-rules.ts';
import { createJobWriter } from '../jobs/job-writer.ts';
import { queueComeBack } from '../money/admission.ts';
import { ruleAsker } from '../server/rules.ts';
import type { Ask, AskAnswer } from '../services.ts';
import { createAskAgain } from './ask-again.ts';
import { createFinishDraft } from './finish-draft.ts';
import { keptIn } from './kept-characters.ts';
import type { Needs, OwnAsk } from './needs.ts';
import { paidRequests } from './paid-requests.ts';
import { createRefusalPace } from './refusal-pace.ts';
import { createStorePatience } from './store-patience.ts';
/**
 * The one way in. Decides, then writes the job and its requests down in one transaction; the caller acknowledges only
 * after that, and nothing goes upstream before `acknowledged`.
 */
export function createAccepting({
  journal,
  versions,
  messenger,
  sources: chain,
  characters: cast,
  rules,
  serverRules,
  setIn,
  usualIn,
  conduct,
  attempts,
  limits,
  afterAsking,
  mayAccept,
  confirming,
  turnAway = everybodyMay,
  queueMax,
  shares,
  clock,
  wake,
  ...runtime
}: Needs) {
  const write = createJobWriter({ journal, clock, ...runtime });
  const mayAnswer = createRefusalPace({ clock });
  const patiently = createStorePatience({ clock, ...runtime, decide: decideInTurn, abandon });

  /**
   * This process, and one member in one channel: of two edits that come at once the second follows the first. Reference
   * sheets by their character: between what claims one and its row nobody else may look.
   */
  const oneAfterTheOther = createKeyedLock();

  const askAgain = createAskAgain({ versions, ask });
  const finishDraft = createFinishDraft({ versions, ask });
  return { ask: (asked: Ask) => ask(asked), askOwn: ask, refuse, acknowledged, abandon, askAgain, finishDraft };

  async function ask(asked: OwnAsk): Promise<AskAnswer> {
    const answer = await patiently(asked);
    if (answer.kind === 'accepted' && answer.job.address.kind === 'message') {
      wake();
      await messenger.notice(answer.job);
    }
    return attempts.refused(asked, answer);
  }

  function decideInTurn(asked: OwnAsk, signal?: AbortSignal): Promise<AskAnswer> {
    const { channel, asker } = asked.address;
    return oneAfterTheOther.run(asked.recipe.sheetOf ?? `${channel} ${asker}`, () => decide(asked, signal));
  }

  async function decide(asking: OwnAsk, signal?: AbortSignal): Promise<AskAnswer> {
    const { id, recipe: askedRecipe, sources: askedSources, address: asked, allowed } = asking;
    const { confirmed = 0, leftOut = [] } = asking;
    if ((await journal.find(id)) !== null) return { kind: 'known' };
    const unserved = turnAway({ guild: asked.guild, user: asked.asker });
    if (unserved !== null) return refuse(id, asked, unserved);
    const paused = await conduct.pausedUntil(asked.guild, asked.asker);
    if (paused !== null) return refuse(id, asked, paused);
    const here = await serverRules.here(ruleAsker(asked));
    const keptOut = await here.refusal();
    if (keptOut !== null) return refuse(id, asked, keptOut);
    const readers = isForAll(asked) ? 'everyone' : 'asker';
    const sources = await chain.resolve(askedSources, { id, address: asked, readers });
    if (sources === null) {
      const failure = { code: 'no_source' } as const;
      const isOnlyTold = askedSources.kind === 'current' && askedSources.ifNone === 'tell';
      return isOnlyTold ? { kind: 'refused', failure } : refuse(id, asked, failure);
    }
    const reach = await chain.reachOf(sources, asked);
    if (reach === 'nobody' && asking.vouched !== true) return refuse(id, asked, { code: 'source_gone' });
    const usual = await usualIn({ guild: asked.guild, user: asked.asker });
    const isPrivate = reach !== 'everyone' || (asking.isAudienceOpen === true && usual.own.private === true);
    if (isPrivate && isForAll(asked)) return refuse(id, asked, { code: 'no_source' });
    const set = await setIn(asked.guild);
    const reader: ReplyAddress = isPrivate ? { ...asked, audience: 'asker' } : asked;
    const address = addressedBy(set, reader, isNewPicture({ recipe: askedRecipe, sources }, asking.imagine === true));
    const { guild, asker: user } = address;
    const named = await cast.resolve(asking.characters, askedRecipe.prompt, { guild, user });
    if (named.kind === 'refused') return refuse(id, address, named.failure);
    const { characters } = named;
    const forbidden = await here.refusal({ sources, characters });
    if (forbidden !== null) return refuse(id, address, forbidden);
    const { prompt } = askedRecipe;
    const worded = await conduct.wording({ id, prompt, allowed, characters }, address);
    if (worded.failure !== null) return refuse(id, address, worded.failure);
    const open = { ...rulesNow(rules), ofModel: here.ofModel };
    const reading = readAsked(askedRecipe, { sources, characters }, open, usual);
    if (reading.kind === 'refused') return refuse(id, address, reading.failure);
    const noRoom = await mayAccept();
    if (noRoom !== null) return refuse(id, address, noRoom);
    const { recipe, offers, finishing } = reading;
    const noSheet = recipe.sheetOf === undefined ? null : await cast.refusalOfSheet(recipe.sheetOf);
    if (noSheet !== null) return refuse(id, address, noSheet);
    const kept = keptIn(asking);
    const about = { id, address, sources, recipe, offers, finishing, confirmed, leftOut, kept, allowed, set, usual };
    const toConfirm = await confirming(about);
    if (toConfirm !== null) return toConfirm;
    const claimed = recipe.sheetOf === undefined ? null : await cast.claimSheet(recipe.sheetOf, id);
    if (claimed !== null) return refuse(id, address, claimed);
    const files: readonly Warning[] = leftOut.length > 0 ? [{ kind: 'left out', files: leftOut }] : [];
    const warnings = [...named.warnings, ...worded.warnings, ...reading.warnings, ...files];
    return accept(id, address, { recipe, sources }, { offers, warnings }, signal);
  }

  async function accept(
    id: JobId,
    address: ReplyAddress,
    task: ImageTask,
    { offers, warnings }: { readonly offers: readonly Offer[]; readonly warnings: readonly Warning[] },
    signal: AbortSignal | undefined,
  ): Promise<AskAnswer> {
    const now = clock.now();
    const { recipe } = task;
    const job = acceptedJob({ id, address, now, task, warnings });
    const requests = paidRequests(job.id, task, offers, clock);
    const { guild, asker: user, roles } = address;
    const constraints = await limits.constraints({ guild, user, roles });
    // Nobody can say what it costs, and somebody wants to know: refused rather than guessed.
    const unpriced = requests.find((each) => each.price === null);
    if (unpriced !== undefined && constraints.some((each) => each.unit === 'usd')) {
      return refuse(id, address, { code: 'unpriced', model: recipeOf(task, unpriced).model });
    }
    const asked = heldFor(requests);
    const outcome = await journal.accept(job, requests, {
      asked,
      constraints,
      mostUnsent: queueMax,
      mostUnsentOf: shares,
      signal,
    });
    if (outcome.kind === 'known') return { kind: 'known' };
    if (outcome.kind === 'withdrawn') return { kind: 'refused', failure: { code: 'store_silent' } };
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
    await cast.used(recipe.characters ?? [], user, now);
    return { kind: 'accepted', job };
  }

  /**
   * An interaction is refused privately on the spot. A message cannot be: it is written down as a job that has only its
   * refusal to deliver, so that the neutral answer comes once, and its button finds the reason. A flood of them gets one.
   */
  async function refuse(id: JobId, address: ReplyAddress, failure: Failure): Promise<AskAnswer> {
    if (address.kind === 'message' && mayAnswer(id, address.asker, failure)) {
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
    if (found !== null && (await write(found, { kind: 'abandoned' }))) wake();
  }
}

/** The answer to a message in a server is everybody's, and nobody's private picture may stand in it. */
const isForAll = ({ kind, guild }: ReplyAddress) => kind === 'message' && guild !== null;
