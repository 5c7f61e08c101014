import { type OwnDefaults, type Usual, withOwn } from '../../domain/asked/usual/usual.ts';
import { refusalOfUsual, usualModel } from '../../domain/asked/usual/usual-choices.ts';
import type { Failure } from '../../domain/failure.ts';
import { modelId } from '../../domain/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DefaultsStore } from '../../ports/store/members/defaults-store.ts';
import type { Place } from '../asking.ts';
import { type CurrentRules, rulesNow } from '../current-rules.ts';
import type { RulesOfServers } from '../server/rules.ts';
import type { RulesNow } from '../server/rules-now.ts';

/** What is taken for a member in a place where a request says nothing. */
export type UsualIn = (place: Pick<Place, 'guild' | 'user'>) => Promise<UsualThere>;

export interface UsualThere extends Usual {
  readonly own: OwnDefaults;
}

/** `/defaults`: a member's own, in one server or in direct messages. The rules of the server go before. */
export interface DefaultsServices {
  usual: UsualIn;
  /** What is taken there in the end; `model`: by its id. */
  taken(place: Place): Promise<{ readonly usual: UsualThere; readonly model: string }>;
  /** All of it or, with why, nothing: what nobody could make, or what the rules of the server keep from its member. */
  set(place: Place, change: OwnDefaults): Promise<Failure | null>;
  clear(place: Place): Promise<void>;
}

export const createUsualIn =
  ({ defaults, setIn }: { readonly defaults: Pick<DefaultsStore, 'find'>; readonly setIn: RulesNow }): UsualIn =>
  async ({ guild, user }) => {
    const [own, set] = await Promise.all([defaults.find({ guild, member: user }), setIn(guild)]);
    return { own, server: set.defaults };
  };

export function createDefaultsServices({
  defaults,
  usualIn,
  rules,
  serverRules,
  clock,
}: {
  readonly defaults: Pick<DefaultsStore, 'change'>;
  readonly usualIn: UsualIn;
  readonly rules: CurrentRules;
  readonly serverRules: Pick<RulesOfServers, 'here'>;
  readonly clock: Pick<Clock, 'now'>;
}): DefaultsServices {
  return {
    usual: usualIn,

    async taken(place) {
      const usual = await usualIn(place);
      const named = usualModel(await rulesFor(place), usual);
      return { usual, model: rules.catalogue.find(named)?.id ?? named };
    },

    async set(place, change) {
      const named = { ...change, ...namedAsListed(change) };
      const { own, server } = await usualIn(place);
      const open = await rulesFor(place);
      // Where they name no model, theirs go with the one that is taken.
      const model = usualModel(open, { own: {}, server });
      const refused = refusalOfUsual({ model: modelId(model), ...withoutPrivate(withOwn(own, named)) }, open);
      if (refused !== null) return refused;
      const { guild, user } = place;
      await defaults.change({ guild, member: user }, clock.now(), (current) => withOwn(current, named));
      return null;
    },

    async clear({ guild, user }) {
      await defaults.change({ guild, member: user }, clock.now(), () => ({}));
    },
  };

  async function rulesFor(place: Place) {
    return { ...rulesNow(rules), ofModel: (await serverRules.here(place)).ofModel };
  }

  /** By its id, whatever was typed. */
  function namedAsListed({ model }: OwnDefaults): OwnDefaults {
    const found = model === undefined ? undefined : rules.catalogue.find(model.trim());
    return found === undefined ? {} : { model: modelId(found.id) };
  }
}

const withoutPrivate = ({ private: _private, ...usual }: OwnDefaults) => usual;
