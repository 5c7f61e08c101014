import { agcloud } from '../../../../src/providers/agcloud/index.ts';
import { openAi } from '../../../../src/providers/openai/index.ts';
import { imagesEntry, picturesInShort } from '../../../playground/request-entry.ts';
import { listenToRequests } from '../../../playground/upstreams/listen-to-requests.ts';
import type { PlaygroundUpstream, Speed } from '../../../playground/upstreams/upstream.ts';
import { type Mishap, vendorControls } from '../../../playground/upstreams/vendor-controls.ts';
import { type EmulatedCall, type OpenAiBehaviour, startEmulatedOpenAi } from './index.ts';

/** OpenAI, or AGCloud, which is shaped alike: both answer on the connection, with previews on the way. */
export async function raiseOpenAi(provider: 'openai' | 'agcloud', speed: Speed) {
  // It takes one time only: the middle of those asked for.
  const emulator = await startEmulatedOpenAi({
    vendor: provider,
    processingMs: (speed.min + speed.max) / 2,
    pictures: 'painted',
  });
  const prefix = provider === 'openai' ? 'OPENAI' : 'AGCLOUD';
  const { title } = provider === 'openai' ? openAi : agcloud;
  const upstream: PlaygroundUpstream = {
    title,
    settings: { [`${prefix}_API_KEY`]: emulator.key, [`${prefix}_BASE_URL`]: emulator.baseUrl },
    holdsConnection: true,
    controls: vendorControls(
      {
        provider,
        script: emulator.script,
        balance: {
          isUsedUp: () => emulator.outOfQuota,
          use: (isUsedUp) => {
            emulator.outOfQuota = isUsedUp;
          },
        },
        goOffline: () => emulator.goOffline(),
        comeBack: () => emulator.comeBack(),
      },
      MISHAPS,
    ),
    listen: (tell) =>
      listenToRequests(emulator, 'call', (request) => {
        const call = () => emulator.calls.find(({ id }) => id === request.taskId);
        tell(imagesEntry({ id: provider, short: title }, request, () => ({ Call: inShort(call()) }), events(call())));
      }),
    close: () => emulator.close(),
  };
  return { upstream, emulator };
}

/** What came over the connection, where that was an event stream. */
function events(call: EmulatedCall | undefined): string | null {
  if (call?.streams !== true) return null;
  const { length } = call.partials;
  return `event stream, ${length === 1 ? '1 preview' : `${length} previews`}`;
}

function inShort(call: EmulatedCall | undefined) {
  if (call === undefined) return undefined;
  const { id, state, model, prompt, size, quality, n, user, streams, billed, inputs, mask, markup, partials, results } =
    call;
  const part = {
    ...(mask === undefined ? {} : { mask: [mask] }),
    ...(markup === undefined ? {} : { markup: [markup] }),
  };
  const pictures = picturesInShort({ inputs, ...part, partials, results });
  return { id, state, model, prompt, size, quality, n, user, streams, billed, ...pictures };
}

const MISHAPS: readonly Mishap<OpenAiBehaviour>[] = [
  {
    id: 'moderation',
    label: 'Moderation',
    hint: 'Refused by the vendor’s safety system (400 moderation_blocked)',
    behaviour: {
      refuse: {
        status: 400,
        type: 'image_generation_user_error',
        code: 'moderation_blocked',
        message: 'Your request was rejected by the safety system.',
      },
    },
  },
  {
    id: 'moderation-late',
    label: 'Moderation half-way',
    hint: 'Refused after the first preview, inside the stream',
    behaviour: {
      processingMs: 6_000,
      stream: { error: { after: 1, type: 'image_generation_user_error', code: 'moderation_blocked' } },
    },
  },
  {
    id: '429',
    label: '429 once',
    hint: 'Too many requests, come back in a second',
    behaviour: {
      refuse: {
        status: 429,
        type: 'requests',
        code: 'rate_limit_exceeded',
        message: 'Rate limit reached.',
        retryAfter: 1,
      },
    },
  },
  {
    id: '500',
    label: '500',
    hint: 'The vendor’s own error body: refused, not billed',
    behaviour: { refuse: { status: 500, type: 'server_error', message: 'The server had an error.' } },
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
    id: 'cut-stream',
    label: 'Cut stream',
    hint: 'Taken and billed, and the stream breaks after the first preview',
    behaviour: { processingMs: 6_000, stream: { stop: { after: 1, how: 'cut' } } },
  },
  {
    id: 'no-stream',
    label: 'No stream',
    hint: 'Plain JSON, although a stream was asked for: no previews',
    behaviour: { stream: { as: 'json' } },
  },
];
