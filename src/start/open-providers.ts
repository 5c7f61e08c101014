import type { CurrentRules } from '../application/current-rules.ts';
import type { AccountNotices } from '../application/operator/account-notices.ts';
import { createCallbacksHeard } from '../application/requests/callbacks-heard.ts';
import { createProviderHealth } from '../application/requests/provider-health.ts';
import { withSparingQuestions } from '../application/requests/sparing-questions.ts';
import type { Catalogue, ProviderName } from '../domain/offers/provider.ts';
import type { ImageProvider } from '../ports/image-provider.ts';
import type { Pictures } from '../ports/pictures.ts';
import type { Runtime } from '../ports/runtime.ts';
import { createUpstream } from '../providers/http/upstream.ts';
import type { Settings } from './config.ts';
import { proxyOf } from './derived-settings.ts';

interface Needs {
  readonly catalogue: Catalogue;
  readonly pictures: Pictures;
  readonly account: AccountNotices;
  readonly runtime: Runtime;
}

export type Providers = ReturnType<typeof openProviders>;

/** The image APIs that have a key, how they are, and the rules by which one of them is chosen. */
export function openProviders(
  settings: Settings,
  { catalogue, pictures, account, runtime: { clock, pace, log } }: Needs,
) {
  const upstream = createUpstream(proxyOf(settings));
  const heard = createCallbacksHeard();
  const byName = new Map<ProviderName, ImageProvider>();
  for (const { name, open } of settings.vendors) {
    const provider = open({ upstream, pictures, publicUrl: settings.PUBLIC_URL ?? null });
    const sparing = { clock, apart: pace.questionsApart, isHeard: heard.has };
    if (provider !== null) byName.set(name, withSparingQuestions(provider, sparing));
  }
  const inOrder = settings.PROVIDER_ORDER.filter((name) => byName.has(name));
  const health = createProviderHealth({ clock, rule: pace.health, account, log });
  const rules: CurrentRules = {
    catalogue,
    defaultModel: settings.DEFAULT_MODEL,
    market: () => ({ providers: inOrder, resting: health.resting(), now: clock.now() }),
    services: settings.vendors,
  };
  return { byName, inOrder, health, heard, rules, close: upstream.close };
}
