import type { ChaosVendor, Reach } from '../../../chaos/chaos-vendor.ts';
import type { Random } from '../../../chaos/random.ts';
import { fieldOf } from '../kit/field-of.ts';
import { type GmiCloudBehaviour, startEmulatedGmiCloud } from './index.ts';

/** GMI Cloud: what was submitted can be asked about, but a submission whose answer was lost cannot be found. */
export async function startGmiCloud(reach: Reach): Promise<ChaosVendor> {
  const api = await startEmulatedGmiCloud({ longestEdge: 64, pictures: 'plain', reach });

  return {
    provider: 'gmicloud',
    settings: { GMICLOUD_API_KEY: api.key, GMICLOUD_BASE_URL: api.baseUrl },
    mostSources: 1,
    takesMasks: true,
    canBeAsked: false,
    misbehave(random, prompt, calls) {
      for (let call = 0; call < calls; call += 1) api.script.next(choose(random), { prompt });
    },
    behave: () => api.script.clear(),
    onAnswer: (listener) => api.on('request', listener),
    get seen() {
      return api.paidRequests.map((request) => ({
        trace: null,
        prompt: promptOf(request.json),
        isRefused: request.ended === 'answered' && (request.status ?? 0) >= 400 && request.status !== 502,
        isTaken: request.taskId !== undefined,
      }));
    },
    get billed() {
      return api.queue
        .filter(({ billed }) => billed > 0)
        .map(({ prompt, results }) => ({
          trace: null,
          prompt,
          sha256: results.map(({ sha256 }) => sha256),
          canBeFound: false,
        }));
    },
    goOffline: () => api.goOffline(),
    comeBack: () => api.comeBack(),
    idle: () => api.idle(),
    close: () => api.close(),
  };
}

/** A submission is `{ model, payload: { prompt, … } }`. */
function promptOf(json: unknown): string {
  const payload = typeof json === 'object' && json !== null && 'payload' in json ? json.payload : null;
  return fieldOf({ json: payload, fields: [] }, 'prompt') ?? '';
}

function choose(random: Random): GmiCloudBehaviour {
  const taking = random.weighted<GmiCloudBehaviour>([
    [40, {}],
    [6, { delayMs: random.whole(300, 2_500) }],
    [4, { atOnce: true }],
    [8, { refuse: { status: 429, message: 'too many requests', retryAfter: 1 } }],
    [6, { refuse: { status: 500, message: 'internal error' } }],
    [3, { refuse: { status: 400, message: 'content policy violation' } }],
    [4, { fail: { message: 'failed' } }],
    [4, { drop: 'after' }],
    [2, { drop: 'before' }],
    [2, { drop: 'uploading' }],
    [2, { raw: { status: 502, body: '<html>bad gateway</html>', taken: true } }],
    [2, { raw: { status: 502, body: '<html>bad gateway</html>' } }],
    [2, { images: 0 }],
  ]);
  const result = random.weighted<GmiCloudBehaviour>([
    [10, {}],
    [2, { result: { kind: 'status', status: 503, times: random.whole(1, 2) } }],
    [1, { answer: 'strings' }],
    [1, { answer: 'data' }],
  ]);
  return { processingMs: random.whole(200, 2_500), ...result, ...taking };
}
