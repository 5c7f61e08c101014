import { gmiCloud } from '../../../../src/providers/gmicloud/index.ts';
import { imagesEntry, picturesInShort } from '../../../playground/request-entry.ts';
import { listenToRequests } from '../../../playground/upstreams/listen-to-requests.ts';
import type { PlaygroundUpstream, Speed } from '../../../playground/upstreams/upstream.ts';
import { type Mishap, vendorControls } from '../../../playground/upstreams/vendor-controls.ts';
import { type GmiCloudBehaviour, type QueuedRequest, startEmulatedGmiCloud } from './index.ts';

/** GMI Cloud, whose queue the bot asks. */
export async function raiseGmiCloud(speed: Speed) {
  const emulator = await startEmulatedGmiCloud({ processingMs: speed, pictures: 'painted' });
  const upstream: PlaygroundUpstream = {
    title: gmiCloud.title,
    settings: { GMICLOUD_API_KEY: emulator.key, GMICLOUD_BASE_URL: emulator.baseUrl },
    holdsConnection: false,
    controls: vendorControls(
      {
        provider: 'gmicloud',
        script: emulator.script,
        balance: {
          isUsedUp: () => emulator.outOfBalance,
          use: (isUsedUp) => {
            emulator.outOfBalance = isUsedUp;
          },
        },
        goOffline: () => emulator.goOffline(),
        comeBack: () => emulator.comeBack(),
      },
      MISHAPS,
    ),
    listen: (tell) =>
      listenToRequests(emulator, 'queue', (request) => {
        const queued = () => emulator.queue.find(({ id }) => id === request.taskId);
        tell(imagesEntry({ id: 'gmicloud', short: 'GMI' }, request, () => ({ Request: inShort(queued()) })));
      }),
    close: () => emulator.close(),
  };
  return { upstream, emulator };
}

function inShort(queued: QueuedRequest | undefined) {
  if (queued === undefined) return undefined;
  const { id, state, model, prompt, size, quality, n, billed, inputs, mask, results } = queued;
  const pictures = picturesInShort({ inputs, ...(mask === undefined ? {} : { mask: [mask] }), results });
  return { id, state, model, prompt, size, quality, n, billed, ...pictures };
}

const MISHAPS: readonly Mishap<GmiCloudBehaviour>[] = [
  {
    id: 'moderation',
    label: 'Moderation',
    hint: 'Refused by the vendor’s moderation, said in words alone (400)',
    behaviour: { refuse: { status: 400, message: 'Your prompt was rejected by our moderation' } },
  },
  {
    id: '429',
    label: '429 once',
    hint: 'Too many requests, come back in a second',
    behaviour: { refuse: { status: 429, message: 'too many requests', retryAfter: 1 } },
  },
  {
    id: '500',
    label: '500',
    hint: 'Refused, and not billed',
    behaviour: { refuse: { status: 500, message: 'temporary backend error' } },
  },
  {
    id: 'wrapped',
    label: '400 inside 500',
    hint: 'What the model behind it refused, wrapped in a fault of the server',
    behaviour: { refuse: { status: 500, message: 'backend error (400): invalid input' } },
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
    behaviour: { fail: { message: 'The model gave up.' } },
  },
  {
    id: 'at-once',
    label: 'Done at once',
    hint: 'The first answer has the picture already',
    behaviour: { atOnce: true },
  },
];
