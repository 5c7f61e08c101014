import type { Catalogue, ProviderName } from '../../domain/offers/provider.ts';
import type { Log } from '../../ports/log.ts';
import type { OperatorNotices } from '../operator/operator-notices.ts';

/** How long before a vendor shuts a model down its operator is told. */
const noticeDays = 30;

const day = 86_400_000;

/** Tells the operator, once each, which models their vendors are about to shut down, which are gone, and which may go any day. */
export function createShutDownNotices({
  catalogue,
  providers,
  operator,
  titleOf = (provider) => provider,
  log,
}: {
  readonly catalogue: Catalogue;
  /** Those that have a key. */
  readonly providers: readonly ProviderName[];
  readonly operator?: Pick<OperatorNotices, 'tell'> | undefined;
  /** A provider's name for people. */
  readonly titleOf?: ((provider: ProviderName) => string) | undefined;
  readonly log: Log;
}) {
  const announced = catalogue.models.flatMap(({ id: model, offers, successor }) =>
    offers.flatMap(({ provider, shutsDown }) =>
      shutsDown === null || !providers.includes(provider) ? [] : [{ model, provider, shutsDown, successor }],
    ),
  );
  // A day that is known says more.
  const fading = catalogue.models.flatMap(({ id: model, offers, successor }) => {
    const among = offers.filter((each) => each.shutsDown === null && providers.includes(each.provider));
    const since = new Map(
      among.flatMap(({ provider, deprecated }) => (deprecated === null ? [] : [[provider, deprecated]])),
    );
    return [...since].map(([provider, deprecated]) => ({ model, provider, deprecated, successor }));
  });
  const told = new Set<string>();

  return function tellShutDowns(now: number): void {
    for (const { model, provider, shutsDown, successor } of announced) {
      const days = Math.ceil((shutsDown - now) / day);
      if (days > noticeDays) continue;
      const message = days > 0 ? 'a model will be shut down' : 'a model is shut down, and no longer offered';
      const notice = `${provider} ${model} ${message}`;
      const on = dayOf(shutsDown);
      const left = Math.max(0, days);
      const title = titleOf(provider);
      // Asked each time, for its channel may have been closed to us; it is told once all the same.
      void operator?.tell(`shut down ${notice}`, { kind: 'shut down', model, title, on, days: left, successor });
      if (told.has(notice)) continue;
      told.add(notice);
      log.warn({ provider, model, shutsDown: on, days: left, successor }, message);
    }
    for (const { model, provider, deprecated, successor } of fading) {
      if (now < deprecated) continue;
      const notice = `${provider} ${model} may go`;
      const on = dayOf(deprecated);
      void operator?.tell(`deprecated ${notice}`, {
        kind: 'deprecated',
        model,
        title: titleOf(provider),
        on,
        successor,
      });
      if (told.has(notice)) continue;
      told.add(notice);
      log.warn({ provider, model, deprecated: on, successor }, 'a model is deprecated, and may go any day');
    }
  };
}

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
