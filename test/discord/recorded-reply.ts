import type { Reply } from '../../src/discord/outgoing/reply.ts';

/** A reply that notes what it was told to do. */
export function recordedReply(taken: Awaited<ReturnType<Reply['acknowledge']>> = { kind: 'taken', message: null }) {
  const done: unknown[][] = [];
  const note =
    (name: string) =>
    async (...given: unknown[]) =>
      void done.push([name, ...given]);
  const reply: Reply = {
    async acknowledge(audience) {
      done.push(['acknowledge', audience]);
      return taken;
    },
    async turn() {
      done.push(['turn']);
      return taken;
    },
    show: note('show'),
    showParts: note('showParts'),
    openForm: note('openForm'),
    complete: note('complete'),
    async finish(look) {
      done.push(['finish', look]);
      return null;
    },
    handOver: () => void done.push(['handOver']),
    fail: note('fail'),
    [Symbol.dispose]: () => undefined,
  };
  return { reply, done };
}
