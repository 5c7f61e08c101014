import { aceDataCloud } from '../../../../src/providers/acedatacloud/index.ts';
import { callbackEntry, imagesEntry, picturesInShort } from '../../../playground/request-entry.ts';
import { listenToRequests } from '../../../playground/upstreams/listen-to-requests.ts';
import type { PlaygroundUpstream, Speed } from '../../../playground/upstreams/upstream.ts';
import { type Mishap, vendorControls } from '../../../playground/upstreams/vendor-controls.ts';
import { type AceDataCloudBehaviour, type EmulatedTask, startEmulatedAceDataCloud } from './index.ts';

/** AceDataCloud, which the bot waits for in the way that `mode` says. */
export async function raiseAceDataCloud(speed: Speed, mode: string) {
  const emulator = await startEmulatedAceDataCloud({ processingMs: speed, pictures: 'painted' });
  const vendor = { id: 'acedatacloud', short: 'AceData' };
  const upstream: PlaygroundUpstream = {
    title: aceDataCloud.title,
    settings: {
      ACEDATACLOUD_API_TOKEN: emulator.token,
      ACEDATACLOUD_BASE_URL: emulator.baseUrl,
      ACEDATACLOUD_MODE: mode,
    },
    holdsConnection: false,
    controls: vendorControls(
      {
        provider: 'acedatacloud',
        script: emulator.script,
        balance: {
          isUsedUp: () => emulator.usedUp,
          use: (isUsedUp) => {
            emulator.usedUp = isUsedUp;
          },
        },
        goOffline: () => emulator.goOffline(),
        comeBack: () => emulator.comeBack(),
      },
      MISHAPS,
    ),
    listen(tell) {
      let callbacks = 0;
      const stops = [
        listenToRequests(emulator, 'task', (request) =>
          tell(
            imagesEntry(vendor, request, () => ({
              Task: request.taskId === undefined ? undefined : inShort(emulator.task(request.taskId)),
            })),
          ),
        ),
        emulator.on('callback', (callback) => {
          callbacks += 1;
          tell(callbackEntry(vendor, callback, callbacks));
        }),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
    close: () => emulator.close(),
  };
  return { upstream, emulator };
}

function inShort(task: EmulatedTask | undefined) {
  if (task === undefined) return undefined;
  const { id, traceId, state, model, prompt, n, billed, inputs, mask, results, error } = task;
  const pictures = picturesInShort({ inputs, results, ...(mask === undefined ? {} : { mask: [mask] }) });
  return { id, traceId, state, model, prompt, n, billed, ...pictures, error };
}

const MISHAPS: readonly Mishap<AceDataCloudBehaviour>[] = [
  {
    id: 'moderation',
    label: 'Moderation',
    hint: 'Refused by the vendor’s moderators (403 forbidden)',
    behaviour: {
      refuse: {
        status: 403,
        code: 'forbidden',
        message: 'Our AI moderators found that this breaks our content policy.',
      },
    },
  },
  {
    id: '429',
    label: '429 once',
    hint: 'Too many requests, come back in a second',
    behaviour: { refuse: { status: 429, code: 'too_many_requests', message: 'Too many requests.', retryAfter: 1 } },
  },
  {
    id: '500',
    label: '500',
    hint: 'The vendor’s own error body: refused, not billed',
    behaviour: { refuse: { status: 500, code: 'api_error', message: 'The upstream failed.' } },
  },
  { id: 'slow', label: 'Slow', hint: 'Takes half a minute', behaviour: { processingMs: 30_000 } },
  {
    id: 'garbage',
    label: 'Garbage',
    hint: 'Taken and billed, and answered with something that is no JSON',
    behaviour: { raw: { status: 200, body: '<html><body>Hello from a proxy</body></html>', taken: true } },
  },
  {
    id: 'lost-answer',
    label: 'Lost answer',
    hint: 'Taken and billed, and the connection breaks before the answer',
    behaviour: { drop: 'after' },
  },
  {
    id: 'failed-task',
    label: 'Failed task',
    hint: 'Taken, and failing half-way',
    behaviour: { fail: { code: 'api_error', message: 'The model gave up.' } },
  },
];
