import { operationOf, picturesSent } from '../domain/asked/image-request.ts';
import type { Usual } from '../domain/asked/usual/usual.ts';
import { readWithUsual } from '../domain/asked/usual/usual-choices.ts';
import { chainOf } from '../domain/chain/heads.ts';
import type { DraftId } from '../domain/ids.ts';
import { priceAt } from '../domain/money/price.ts';
import type { Price } from '../domain/offers/provider.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Draft, Notes } from '../ports/store/notes.ts';
import type { VersionStore } from '../ports/store/version-store.ts';
import { writtenBeforeAsking } from './accepting/store-patience.ts';
import type { CharactersOfAsk, ResolvedCharacters } from './characters/asked-characters.ts';
import { type CurrentRules, rulesNow } from './current-rules.ts';
import type { UsualIn } from './members/own-defaults.ts';
import type { RulesHere, RulesOfServers } from './server/rules.ts';
import type { KeptWords, Place, Services, WordsOfReply } from './services.ts';

/** As long as any confirmation (contract, "Slash commands"). */
const keptFor = 15 * 60_000;

/** Chatter is never paid for: words wait until their author says that they are a request. */
export function createKeptWords({
  notes,
  versions,
  characters,
  rules,
  serverRules,
  usualIn,
  clock,
  log,
}: {
  readonly notes: Pick<Notes, 'keepDraft' | 'findDraft' | 'takeDraft'>;
  readonly versions: Pick<VersionStore, 'head'>;
  readonly characters: Pick<CharactersOfAsk, 'resolve'>;
  readonly rules: CurrentRules;
  readonly serverRules: RulesOfServers;
  /** What the server has set. */
  readonly usualIn: UsualIn;
  readonly clock: Pick<Clock, 'now' | 'deadline'>;
  readonly log: Pick<Log, 'warn'>;
}): Services['words'] {
  return {
    async offer(id, place, prompt) {
      const price = await keep(id, place, { prompt, sources: [] });
      return { id, price, edits: (await hasCurrent(place)) ? 'current' : 'nothing' };
    },

    async offerEdit(id, place, wanted) {
      const forbidden = await serverRules.refusal(place, { sources: wanted.sources });
      if (forbidden !== null) return { kind: 'refused', failure: forbidden };
      return { id, price: await keep(id, place, wanted), edits: 'replied' };
    },

    async take(id, user) {
      const found = await notes.findDraft(id);
      if (!isFresh(found)) return 'gone';
      if (found.asker !== user) return 'not theirs';
      // Of two presses at once, one finds it gone.
      const taking = notes.takeDraft(id);
      const taken = await writtenBeforeAsking(taking, { clock, log });
      if (taken === 'silent') {
        void restore(taking);
        return 'silent';
      }
      return isFresh(taken) ? taken : 'gone';
    },

    putBack: (words) => notes.keepDraft(words),
  };

  /** Keeps words with what they are about, and says what they would cost. */
  async function keep(id: DraftId, place: Place, wanted: WordsOfReply): Promise<Price | null> {
    const { channel, user, guild } = place;
    const named = await characters.resolve(undefined, wanted.prompt, { guild, user });
    const { ofModel } = await serverRules.here(place);
    const price = priceOf(wanted, named, ofModel, await usualIn({ guild, user }));
    const madeAt = clock.now();
    const draft = {
      ...wanted,
      id,
      asker: user,
      channel,
      audience: 'everyone',
      price: price?.microUsd,
      madeAt,
    } as const;
    await notes.keepDraft(draft);
    return price;
  }

  /** One that the rules of the server let this member edit. */
  async function hasCurrent(place: Place): Promise<boolean> {
    const head = await versions.head(chainOf(place), place.user, 'everyone');
    if (head === null || head.version === null) return false;
    return (await serverRules.refusal(place, { sources: [{ kind: 'version', version: head.version }] })) === null;
  }

  /** Taken after all when nobody waited any more: nothing came of it. */
  async function restore(taking: Promise<Draft | null>): Promise<void> {
    try {
      const late = await taking;
      if (late !== null) await notes.keepDraft(late);
    } catch (error) {
      log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'kept words could not be put back');
    }
  }

  function isFresh(draft: Draft | null): draft is KeptWords {
    return draft !== null && draft.prompt !== undefined && clock.now() - draft.madeAt < keptFor;
  }

  /** Of one picture as the usual model makes it; null where it would be refused, which the button then says. */
  function priceOf(
    wanted: WordsOfReply,
    named: ResolvedCharacters,
    ofModel: RulesHere['ofModel'],
    usual: Usual,
  ): Price | null {
    if (named.kind === 'refused') return null;
    const { prompt } = wanted;
    const from = { sources: wanted.sources, characters: named.characters };
    const reading = readWithUsual({ prompt }, from, { ...rulesNow(rules), ofModel }, usual);
    if (reading.kind === 'refused') return null;
    const { recipe } = reading;
    const sources = picturesSent({ recipe, sources: wanted.sources });
    const by = { operation: operationOf({ sources: { length: sources } }), ...recipe, sources };
    return priceAt(reading.offer, by);
  }
}
