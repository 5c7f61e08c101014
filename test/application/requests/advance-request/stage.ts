import { sampleJob, sampleRequest } from '../../../../scripts/sample-records.ts';
import { createAdvanceRequest } from '../../../../src/application/requests/advance-request.ts';
import { createCallbacksHeard } from '../../../../src/application/requests/callbacks-heard.ts';
import { createCollect } from '../../../../src/application/requests/collect.ts';
import { createProviderHealth } from '../../../../src/application/requests/provider-health.ts';
import { createUsualTimes } from '../../../../src/application/requests/usual-times.ts';
import type { Job, MadePicture, PaidRequest } from '../../../../src/domain/jobs/job.ts';
import { defaultPace } from '../../../../src/domain/jobs/pace.ts';
import type { Catalogue } from '../../../../src/domain/offers/provider.ts';
import type { RefusedPicture } from '../../../../src/domain/pictures/refused-picture.ts';
import type { Downloader } from '../../../../src/ports/downloader.ts';
import type {
  CallContext,
  ImageProvider,
  PolledProvider,
  ProviderRequest,
  SubmitOutcome,
} from '../../../../src/ports/image-provider.ts';
import type { Measured } from '../../../../src/ports/pictures.ts';
import { lease, openStores, sampleCatalogue, unscripted } from '../../stage.ts';

export const measured: Measured = { type: 'image/png', width: 8, height: 16, bytes: 99 };

export const call: ProviderRequest = {
  id: sampleRequest('100', 0).id,
  operation: 'edit',
  model: 'vendor-edits',
  prompt: 'a cat in the rain',
  size: undefined,
  quality: undefined,
  background: undefined,
  format: undefined,
  sources: [],
  traceId: sampleRequest('100', 0).traceId,
  callbackUrl: undefined,
};

/** A provider that is asked until it has ended, and can be asked by trace id too. Each test scripts what it is asked. */
export const polled = (parts: Partial<PolledProvider> = {}): PolledProvider => ({
  name: 'acedatacloud',
  answers: 'polled',
  takesCallback: true,
  takesAddresses: true,
  deadlineMs: () => 600_000,
  submit: unscripted('submit'),
  find: unscripted('find'),
  check: unscripted('check'),
  ...parts,
});

/** A provider whose calls are answered by their result, and which cannot be asked. */
export const immediate = (generate: (context: CallContext) => Promise<SubmitOutcome>): ImageProvider => ({
  name: 'acedatacloud',
  answers: 'immediate',
  takesCallback: false,
  takesAddresses: false,
  deadlineMs: () => 600_000,
  generate: (_, context) => generate(context),
});

/** What came of a call that was sent, for a provider of either kind. */
export const answering = (outcome: SubmitOutcome) => polled({ submit: async () => outcome });

/** Notes what it is asked before it is. */
function noting(provider: ImageProvider | null, note: () => Promise<void>): ImageProvider | null {
  switch (provider?.answers) {
    case 'polled':
      return {
        ...provider,
        async submit(request, context) {
          await note();
          return provider.submit(request, context);
        },
      };
    case 'immediate':
      return {
        ...provider,
        async generate(request: ProviderRequest, context: CallContext) {
          await note();
          return provider.generate(request, context);
        },
      };
    default:
      return provider;
  }
}

/** One request of one job on the real stores, and everything around a step of it noted. */
export async function stageRequest({
  job = {},
  request = {},
  provider,
  another = false,
  instead,
  downloader = { fetch: unscripted('fetch') },
  measure = async () => measured,
  catalogue = sampleCatalogue,
}: {
  readonly job?: Partial<Job>;
  readonly request?: Partial<PaidRequest>;
  /** Null: its key was taken out of the settings. */
  readonly provider: ImageProvider | null;
  readonly another?: boolean;
  /** What its call is instead of prepared. */
  readonly instead?: 'gone' | 'unsendable' | 'thrown';
  readonly downloader?: Downloader;
  readonly measure?: () => Promise<Measured | RefusedPicture>;
  readonly catalogue?: Catalogue;
}) {
  const stores = await openStores();
  const { clock, journal, images, scratch } = stores;
  const start = sampleJob('100', { sources: [], acceptedAt: clock.now(), ...job });
  const row = sampleRequest('100', 0, { wakeAt: clock.now(), ...request });
  await journal.accept(start, [row], { asked: { images: 1, usd: 165_000 }, constraints: [] });
  clock.pass(1_000);

  const warned: { readonly fields: object; readonly message: string }[] = [];
  const alarms: string[] = [];
  const log = {
    debug: unscripted('debug'),
    info: (_: object, message: string) => void alarms.push(message),
    warn: (fields: object, message: string) => void warned.push({ fields, message }),
    error: (_: object, message: string) => void alarms.push(message),
  };
  const health = createProviderHealth({ clock, rule: defaultPace.health, log });
  const lent: PaidRequest[] = [];
  const leaving: PaidRequest[] = [];
  const noted = noting(provider, async () => void leaving.push(await stores.request(row.id)));
  const previews: (readonly [job: string, picture: MadePicture])[] = [];
  let [asksForOthers, givenBack] = [0, 0];
  const stopping = new AbortController();
  const advance = createAdvanceRequest({
    journal,
    catalogue,
    providers: new Map(noted === null ? [] : [[noted.name, noted] as const]),
    async prepareCall(_job, { id }) {
      lent.push(await stores.request(id));
      if (instead === 'thrown') throw new Error('crashed');
      const lending = {
        async [Symbol.asyncDispose]() {
          givenBack += 1;
        },
      };
      return instead === undefined ? { ...lending, kind: 'prepared', call } : { ...lending, kind: instead };
    },
    collect: createCollect({
      images,
      scratch,
      downloader,
      pictures: {
        measure,
        fit: unscripted('fit'),
        readMask: unscripted('readMask'),
        coverRectangle: unscripted('coverRectangle'),
        toAlphaMask: unscripted('toAlphaMask'),
        drawBars: unscripted('drawBars'),
        asReference: unscripted('asReference'),
        contactSheet: unscripted('contactSheet'),
        drawTree: unscripted('drawTree'),
        toVendorForm: unscripted('toVendorForm'),
      },
    }),
    layOver: unscripted('layOver'),
    health,
    failover: {
      async hasAnother() {
        asksForOthers += 1;
        return another;
      },
    },
    usual: createUsualTimes(),
    heard: createCallbacksHeard(),
    scratch: scratch.directory,
    clock,
    pace: defaultPace,
    log,
    preview: ({ id }, picture) => previews.push([id, picture]),
  });

  return {
    ...stores,
    ...{ start, row, warned, alarms, health, lent, leaving, previews, stopping },
    asksForOthers: () => asksForOthers,
    /** How many of the calls that were lent have been given back. */
    givenBack: () => givenBack,
    now: () => clock.now(),
    /** The step that the row is at, as the worker would have taken it. */
    async step() {
      await advance({ request: await stores.request(row.id), job: await stores.job('100') }, lease, stopping.signal);
    },
    /** The step of a worker that holds a row which has moved on since. */
    async staleStep() {
      await journal.advanceRequest(row, { tries: 7 });
      await advance({ request: row, job: await stores.job('100') }, lease, stopping.signal);
    },
    current: () => stores.request(row.id),
  };
}
