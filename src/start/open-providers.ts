import { withSparingQuestions } from '../application/requests/sparing-questions.ts';
import type { Pace } from '../domain/jobs/pace.ts';
import type { ProviderName } from '../domain/offers/provider.ts';
import type { Clock } from '../ports/clock.ts';
import type { ImageProvider } from '../ports/image-provider.ts';
import type { Pictures } from '../ports/pictures.ts';
import { createAceDataCloud } from '../providers/acedatacloud/provider.ts';
import { createGmiCloud } from '../providers/gmicloud/provider.ts';
import type { Upstream } from '../providers/http/upstream.ts';
import { createOpenAi } from '../providers/openai/provider.ts';
import type { Settings } from './config.ts';
import { modeOf } from './derived-settings.ts';

/** The image APIs that have a key, by name. */
export function openProviders(
  settings: Settings,
  {
    upstream,
    pictures,
    clock,
    pace,
  }: {
    readonly upstream: Upstream;
    readonly pictures: Pictures;
    readonly clock: Clock;
    readonly pace: Pace;
  },
): ReadonlyMap<ProviderName, ImageProvider> {
  const providers = new Map<ProviderName, ImageProvider>();
  if (settings.ACEDATACLOUD_API_TOKEN !== undefined) {
    const { ACEDATACLOUD_API_TOKEN: token, ACEDATACLOUD_BASE_URL: baseUrl } = settings;
    const vendor = createAceDataCloud({ upstream, pictures, baseUrl, token, mode: modeOf(settings) });
    providers.set(vendor.name, withSparingQuestions(vendor, { clock, apart: pace.questionsApart }));
  }
  if (settings.OPENAI_API_KEY !== undefined) {
    const { OPENAI_API_KEY: key, OPENAI_BASE_URL: baseUrl } = settings;
    const vendor = { name: 'openai', baseUrl, key, editsPath: '/images/edits' } as const;
    providers.set('openai', createOpenAi({ upstream, pictures, ...vendor }));
  }
  if (settings.AGCLOUD_API_KEY !== undefined && settings.AGCLOUD_BASE_URL !== undefined) {
    const { AGCLOUD_API_KEY: key, AGCLOUD_BASE_URL: baseUrl, AGCLOUD_EDITS_PATH: editsPath } = settings;
    providers.set('agcloud', createOpenAi({ upstream, pictures, name: 'agcloud', baseUrl, key, editsPath }));
  }
  if (settings.GMICLOUD_API_KEY !== undefined) {
    const { GMICLOUD_API_KEY: key, GMICLOUD_BASE_URL: baseUrl } = settings;
    providers.set('gmicloud', createGmiCloud({ upstream, baseUrl, key }));
  }
  return providers;
}
