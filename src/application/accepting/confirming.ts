import {
  operationOf,
  picturesSent,
  type Recipe,
  type Source,
  type UsedCharacter,
} from '../../domain/asked/image-request.ts';
import type { Usual } from '../../domain/asked/usual/usual.ts';
import { fillings, readChoices } from '../../domain/asked/usual/usual-choices.ts';
import type { JobId, ModelId } from '../../domain/ids.ts';
import type { ReplyAddress } from '../../domain/jobs/job.ts';
import { acceptedJob } from '../../domain/jobs/new-job.ts';
import { mustConfirm } from '../../domain/money/confirmation.ts';
import { priceAt, sumOf } from '../../domain/money/price.ts';
import { chooseOffer } from '../../domain/offers/choose-offer.ts';
import type { Offer, Price } from '../../domain/offers/provider.ts';
import type { UnreadFile } from '../../domain/pictures/unread-file.ts';
import type { ServerRules } from '../../domain/server/server-rules.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Confirmation, Notes } from '../../ports/store/notes.ts';
import type { PrepareSources } from '../chain/prepare-sources.ts';
import type { CurrentRules } from '../current-rules.ts';

/** A price to agree to before anything is held. `plain`: what as many cost with nothing chosen beside their models. */
export interface ToConfirm {
  readonly kind: 'confirm';
  readonly id: JobId;
  readonly price: Price;
  readonly plain: Price | null;
  /** It is for drafts: so many, and what finishing one of them costs. */
  readonly drafts?: DraftPrice | undefined;
}

export interface DraftPrice {
  readonly count: number;
  readonly finishing: Price;
}

export type Confirming = (asked: {
  readonly id: JobId;
  readonly address: ReplyAddress;
  readonly sources: readonly Source[];
  readonly recipe: Recipe;
  /** For each of its pictures. */
  readonly offers: readonly Offer[];
  /** Of drafts: what finishing one of them costs. */
  readonly finishing?: Price | undefined;
  readonly confirmed: number;
  readonly leftOut: readonly UnreadFile[];
  /** Whoever was in the picture that is asked for again. */
  readonly kept?: readonly UsedCharacter[] | undefined;
  /** What the server has set. */
  readonly set: Pick<ServerRules, 'askAbove'>;
  /** What is taken there where nothing is said. */
  readonly usual: Usual;
  /** A moderator lets its words pass. */
  readonly allowed?: boolean | undefined;
}) => Promise<ToConfirm | null>;

/**
 * Writes down what has to be agreed to first, so that its button works after a restart; null: nothing has to. Its pictures
 * are brought into our store meanwhile, for whoever thinks it over for a while may lose their message.
 */
export function createConfirming({
  notes,
  rules: { catalogue, market },
  prepareSources,
  clock,
  log,
  cut,
}: {
  readonly notes: Pick<Notes, 'keepConfirmation'>;
  readonly rules: Pick<CurrentRules, 'catalogue' | 'market'>;
  readonly prepareSources: PrepareSources;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  readonly cut: AbortSignal;
}): Confirming {
  return async function confirming({ id, address, sources, recipe, offers, confirmed, leftOut, kept: cast, ...more }) {
    const { allowed, set, usual, finishing } = more;
    const pictures = picturesSent({ recipe, sources });
    const by = { operation: operationOf({ sources: { length: pictures } }), sources: pictures };
    const asked = { ...by, quality: recipe.quality, size: recipe.size };
    const price = sumOf(offers.map((offer) => priceAt(offer, asked)));
    const models = recipe.compared ?? offers.map(() => recipe.model);
    const plain = sumOf(models.map((model) => plainPrice(model, by, usual)));
    const isDue = mustConfirm({
      price: price?.microUsd ?? null,
      plain: plain?.microUsd ?? null,
      askAbove: set.askAbove ?? null,
      confirmed,
      always: recipe.sheetOf !== undefined || recipe.startsOver === true || isOfDrafts(recipe),
    });
    if (price === null || !isDue) return null;
    const kept: Confirmation = {
      ...{
        id,
        recipe,
        sources,
        leftOut,
        allowed,
        characters: cast ?? recipe.characters,
        price: price.microUsd,
        madeAt: clock.now(),
      },
      // What was pressed to agree brings a token of its own.
      address: { ...address, token: null, tokenExpiresAt: null },
    };
    await notes.keepConfirmation(kept);
    void fetchPictures(kept);
    const drafts = finishing === undefined ? undefined : { count: recipe.count, finishing };
    return { kind: 'confirm', id, price, plain: isOfDrafts(recipe) ? null : plain, drafts };
  };

  /** What is usually taken there is nothing that a member chose beside the model. */
  function plainPrice(
    named: ModelId,
    by: { operation: 'generate' | 'edit'; sources: number },
    usual: Usual,
  ): Price | null {
    const model = catalogue.find(named);
    if (model === undefined) return null;
    for (const { said } of fillings({ size: undefined, quality: undefined }, usual)) {
      const plain = { ...by, ...readChoices(said), background: 'auto', masked: false } as const;
      const chosen = chooseOffer(model, plain, market());
      if (chosen.kind !== 'offer') continue;
      return priceAt(chosen.offer, plain);
    }
    return null;
  }

  /** Never rejects: what cannot be had now is fetched, or refused, once it is agreed to. */
  async function fetchPictures({ id, address, recipe, sources, madeAt }: Confirmation): Promise<void> {
    try {
      const job = acceptedJob({ id, address, now: madeAt, task: { recipe, sources }, warnings: [] });
      await prepareSources(job, cut);
    } catch (error) {
      log.warn({ job: id, error: error instanceof Error ? error.name : 'unknown' }, 'pictures were not fetched early');
    }
  }
}

/** Drafts, and one that is finished: their prices are told whatever they are, and compared with nothing but each other. */
const isOfDrafts = ({ draft, rework }: Recipe) => draft !== undefined || rework === 'finish';
