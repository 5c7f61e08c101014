import type { ChaosVendor } from '../../../chaos/chaos-vendor.ts';
import type { Random } from '../../../chaos/random.ts';
import { fieldOf } from '../kit/field-of.ts';
import { type OpenAiBehaviour, startEmulatedOpenAi } from './index.ts';

/** OpenAI, which answers on the open connection and can be asked nothing afterwards: what a kill cuts off is unknown at once. */
export async function startOpenAi(): Promise<ChaosVendor> {
  const api = await startEmulatedOpenAi({ longestEdge: 64, pictures: 'plain' });

  return {
    provider: 'openai',
    settings: { OPENAI_API_KEY: api.key, OPENAI_BASE_URL: api.baseUrl },
    mostSources: 3,
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
        prompt: fieldOf(request, 'prompt') ?? '',
        isRefused: request.ended === 'answered' && (request.status ?? 0) >= 400 && request.status !== 502,
        isTaken: request.taskId !== undefined,
      }));
    },
    get billed() {
      return api.calls
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

function choose(random: Random): OpenAiBehaviour {
  const processingMs = random.whole(50, 1_200);
  return random.weighted<OpenAiBehaviour>([
    [30, { processingMs }],
    [10, { processingMs, stream: { partials: random.whole(0, 2) } }],
    [6, { delayMs: random.whole(500, 3_000) }],
    [10, { refuse: { status: 429, code: 'rate_limit_exceeded', retryAfter: 1 } }],
    [8, { refuse: { status: 500, type: 'server_error', code: 'server_error' } }],
    [4, { refuse: { status: 400, code: 'moderation_blocked', type: 'image_generation_user_error' } }],
    [5, { processingMs, drop: 'after' }],
    [3, { drop: 'before' }],
    [2, { drop: 'uploading' }],
    [3, { raw: { status: 502, body: '<html>bad gateway</html>', taken: true } }],
    [2, { raw: { status: 502, body: '<html>bad gateway</html>' } }],
    [3, { processingMs, truncate: random.pick(['cut', 'end'] as const) }],
    [3, { processingMs, stream: { stop: { after: random.whole(0, 1), how: random.pick(['cut', 'close'] as const) } } }],
    [2, { processingMs, images: 0 }],
  ]);
}
