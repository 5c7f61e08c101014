import { liveOffers } from '../../domain/offers/choose-offer.ts';
import type { SettingsStore } from '../../ports/store/settings-store.ts';
import type { CurrentRules } from '../current-rules.ts';
import type { Services } from '../services.ts';

/** What a server has set, beside the models that somebody makes: what `/server doctor` compares with Discord. */
export function createServerToCheck({
  settings,
  rules: { catalogue, market },
}: {
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly rules: CurrentRules;
}): Services['serverToCheck'] {
  return async function serverToCheck(guild) {
    const now = market();
    const models = catalogue.models.filter((model) => liveOffers(model, now).length > 0).map(({ id }) => id);
    return { settings: await settings.read(guild), models: new Set(models) };
  };
}
