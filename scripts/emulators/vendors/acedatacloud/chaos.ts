import { type ChaosVendor, publicUrl, type Reach, type Temper } from '../../../chaos/chaos-vendor.ts';
import type { Random } from '../../../chaos/random.ts';
import { fieldOf } from '../kit/field-of.ts';
import { type AceDataCloudBehaviour, startEmulatedAceDataCloud } from './index.ts';

export type AceDataCloudMode = 'sync' | 'poll' | 'callback';

/** AceDataCloud, which can be asked by our trace id in each of its modes. */
export async function startAceDataCloud(mode: AceDataCloudMode, reach: Reach): Promise<ChaosVendor> {
  const api = await startEmulatedAceDataCloud({
    longestEdge: 64,
    pictures: 'plain',
    processingMs: { min: 300, max: 4_000 },
    // Nobody promises it. Without it each call that a kill cuts off takes a minute, and is then unknown, as it should be.
    recordsSyncCalls: true,
    reach,
  });
  const lostForGood = new Set<string>();

  return {
    provider: 'acedatacloud',
    settings: {
      ACEDATACLOUD_API_TOKEN: api.token,
      ACEDATACLOUD_BASE_URL: api.baseUrl,
      ACEDATACLOUD_MODE: mode,
      ...(mode === 'callback' ? { PUBLIC_URL: publicUrl } : {}),
    },
    mostSources: 3,
    takesMasks: false,
    canBeAsked: true,
    misbehave(random, prompt, calls, temper) {
      for (let call = 0; call < calls; call += 1) {
        const behaviour = choose(random, mode, temper);
        if (behaviour.recordAfterMs === 'never') lostForGood.add(prompt);
        api.script.next(behaviour, { prompt });
      }
      if (random.chance(0.1)) api.script.next({ refuse: { status: 503, envelope: 'none' } }, { on: 'tasks' });
    },
    behave: () => api.script.clear(),
    onAnswer: (listener) => api.on('request', listener),
    get seen() {
      return api.paidRequests.map((request) => ({
        trace: fieldOf(request, 'trace_id'),
        prompt: fieldOf(request, 'prompt') ?? '',
        // A bare 502 is a gateway's word, not the vendor's.
        isRefused: request.ended === 'answered' && (request.status ?? 0) >= 400 && request.status !== 502,
        isTaken: request.taskId !== undefined,
      }));
    },
    get billed() {
      return api.tasks
        .filter(({ billed }) => billed > 0)
        .map(({ traceId, prompt, results }) => ({
          trace: traceId,
          prompt,
          sha256: results.map(({ sha256 }) => sha256),
          canBeFound: !lostForGood.has(prompt),
        }));
    },
    goOffline: () => api.goOffline(),
    comeBack: () => api.comeBack(),
    idle: () => api.idle(),
    close: () => api.close(),
  };
}

function choose(random: Random, mode: AceDataCloudMode, temper: Temper): AceDataCloudBehaviour {
  const processingMs = random.chance(0.2) ? random.whole(3_000, 9_000) : random.whole(200, 2_500);
  const taking = random.weighted<AceDataCloudBehaviour>([
    [30, {}],
    [8, { delayMs: random.whole(500, 4_000) }],
    [10, { refuse: { status: 429, code: 'too_many_requests', retryAfter: 1 } }],
    [8, { refuse: { status: 500, code: 'api_error', message: 'internal' } }],
    [4, { fail: { code: 'api_error', message: 'failed' } }],
    [4, { refuse: { status: 403, code: 'forbidden', message: 'content' } }],
    [8, { drop: 'after' }],
    [5, { raw: { status: 502, body: '<html>bad gateway</html>', taken: true } }],
    [4, { truncate: random.pick(['cut', 'end'] as const) }],
    // Nobody can say that it was not taken: a minute until it is unknown.
    ...(temper === 'gentle'
      ? []
      : ([
          [3, { drop: 'before' }],
          [2, { drop: 'uploading' }],
          [2, { raw: { status: 502, body: '<html>bad gateway</html>' } }],
          [1, { recordAfterMs: 'never', drop: 'after' }],
        ] as const)),
  ]);
  const result = random.weighted<AceDataCloudBehaviour>([
    [12, {}],
    [2, { result: { kind: 'status', status: 503, times: random.whole(1, 2) } }],
    // biome-ignore lint/suspicious/noThenProperty: the script's own word, and nobody awaits it
    [1, { result: { kind: 'half', then: 'cut', times: 1 } }],
    [1, { answer: 'b64_json' }],
  ]);
  const record = random.chance(0.2) ? { recordAfterMs: random.whole(500, 5_000) } : {};
  return { processingMs, ...record, ...result, ...(mode === 'callback' ? callback(random) : {}), ...taking };
}

function callback(random: Random): AceDataCloudBehaviour {
  return random.weighted<AceDataCloudBehaviour>([
    [4, {}],
    [2, { callback: 'never' }],
    [2, { callback: { times: 2, delayMs: random.whole(0, 500) } }],
    [2, { callback: { delayMs: random.whole(500, 4_000) } }],
    [1, { callback: { beforeAnswer: true } }],
    [1, { callback: { shape: 'nested' } }],
  ]);
}
