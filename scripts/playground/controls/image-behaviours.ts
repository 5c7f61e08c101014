import type { Behaviour, EmulatedAceDataCloud } from '../../../test/upstream/index.ts';
import type { Control } from './control.ts';
import { onceOff } from './once-off.ts';

/** What the image API does with the next request that costs money. */
export function imageBehaviours(images: EmulatedAceDataCloud): readonly Control[] {
  let online = true;
  return [
    ...BEHAVIOURS.map(({ id, label, hint, behaviour }) => ({
      id,
      label,
      hint,
      ...onceOff(() => {
        const scripted = images.script.next(behaviour);
        return { used: () => scripted.uses > 0, cancel: () => scripted.cancel() };
      }),
    })),
    {
      id: 'images-used-up',
      label: 'Balance used up',
      hint: 'Every paid request is refused: our account with the vendor is empty',
      armed: () => images.usedUp,
      use: () => {
        images.usedUp = !images.usedUp;
      },
    },
    {
      id: 'images-offline',
      label: 'Offline',
      hint: 'Nothing listens; tasks in work go on',
      armed: () => !online,
      async use() {
        online = !online;
        await (online ? images.comeBack() : images.goOffline());
      },
    },
    {
      id: 'images-normal',
      label: 'Back to normal',
      hint: 'Takes back everything above that was not used yet',
      async use() {
        images.script.clear();
        images.usedUp = false;
        if (!online) await images.comeBack();
        online = true;
      },
    },
  ];
}

const BEHAVIOURS: readonly {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly behaviour: Behaviour;
}[] = [
  {
    id: 'images-moderation',
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
    id: 'images-429',
    label: '429 once',
    hint: 'Too many requests, come back in a second',
    behaviour: { refuse: { status: 429, code: 'too_many_requests', message: 'Too many requests.', retryAfter: 1 } },
  },
  {
    id: 'images-500',
    label: '500',
    hint: 'The vendor’s own error body: refused, not billed',
    behaviour: { refuse: { status: 500, code: 'api_error', message: 'The upstream failed.' } },
  },
  { id: 'images-slow', label: 'Slow', hint: 'Takes half a minute', behaviour: { processingMs: 30_000 } },
  {
    id: 'images-garbage',
    label: 'Garbage',
    hint: 'Taken and billed, and answered with something that is no JSON',
    behaviour: { raw: { status: 200, body: '<html><body>Hello from a proxy</body></html>', taken: true } },
  },
  {
    id: 'images-lost-answer',
    label: 'Lost answer',
    hint: 'Taken and billed, and the connection breaks before the answer',
    behaviour: { drop: 'after' },
  },
  {
    id: 'images-failed-task',
    label: 'Failed task',
    hint: 'Taken, and failing half-way',
    behaviour: { fail: { code: 'api_error', message: 'The model gave up.' } },
  },
];
