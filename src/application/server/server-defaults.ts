import { refusalOfUsual } from '../../domain/asked/usual/usual-choices.ts';
import { modelId } from '../../domain/ids.ts';
import { withDefaults, withoutDefaults, withUsual } from '../../domain/server/server-defaults.ts';
import type { ServerDefaults } from '../../domain/server/server-rules.ts';
import type { SettingsStore } from '../../ports/store/settings-store.ts';
import { type CurrentRules, rulesNow } from '../current-rules.ts';
import type { Services } from '../services.ts';
import type { ChangeRules } from './change-rules.ts';

/** What managers set with `/server defaults`. */
export function createServerDefaults({
  settings,
  changeRules,
  rules,
}: {
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly changeRules: ChangeRules;
  readonly rules: CurrentRules;
}): Services['serverDefaults'] {
  return {
    read: (guild) => settings.read(guild),
    usualModel: () => rules.defaultModel,

    async set(guild, by, change) {
      if (choosesUsual(change)) {
        const { defaults = {} } = withDefaults(await settings.read(guild), change);
        const refused = refusalOfUsual(defaults, rulesNow(rules));
        if (refused !== null) return refused;
      }
      const named = { ...change, ...namedAsListed(change) };
      await changeRules(guild, by, (current) => ({ ...current, ...withDefaults(current, named) }));
      return null;
    },

    async replaceUsual(guild, by, usual) {
      const { model, size, quality } = usual;
      const refused = choosesUsual(usual) ? refusalOfUsual({ model, size, quality }, rulesNow(rules)) : null;
      if (refused !== null) return refused;
      const named = { ...usual, ...namedAsListed(usual) };
      await changeRules(guild, by, (current) => ({ ...current, ...withUsual(current, named) }));
      return null;
    },

    async clear(guild, by) {
      await changeRules(guild, by, (current) => ({ ...current, ...withoutDefaults(current) }));
    },
  };

  /** Only then it is looked at: what was set long ago may be gone from the catalogue, and is passed over when it is used. */
  function choosesUsual({ model, size, quality }: ServerDefaults): boolean {
    return [model, size, quality].some((each) => each !== undefined);
  }

  /** By its id, whatever was typed. */
  function namedAsListed({ model }: ServerDefaults): ServerDefaults {
    const found = model === undefined ? undefined : rules.catalogue.find(model.trim());
    return found === undefined ? {} : { model: modelId(found.id) };
  }
}
