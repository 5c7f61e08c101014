import { withSparingQuestions } from '../application/requests/sparing-questions.ts';
import type { Pace } from '../domain/jobs/pace.ts';
import type { ProviderName } from '../domain/offers/provider.ts';
import type { Clock } from '../ports/clock.ts';
import type { ImageProvider } from '../ports/image-provider.ts';
import type { VendorNeeds } from '../providers/vendor.ts';
import type { Settings } from './config.ts';

/** The image APIs that have a key, by name. */
export function openProviders(
  { vendors, PUBLIC_URL }: Pick<Settings, 'vendors' | 'PUBLIC_URL'>,
  {
    clock,
    pace,
    ...needs
  }: Omit<VendorNeeds, 'publicUrl'> & {
    readonly clock: Clock;
    readonly pace: Pace;
  },
): ReadonlyMap<ProviderName, ImageProvider> {
  const providers = new Map<ProviderName, ImageProvider>();
  for (const { name, open } of vendors) {
    const provider = open({ ...needs, publicUrl: PUBLIC_URL ?? null });
    if (provider !== null) providers.set(name, withSparingQuestions(provider, { clock, apart: pace.questionsApart }));
  }
  return providers;
}
