import { setTimeout as wait } from 'node:timers/promises';
import { createCarryOut, endWithParentAlone } from '../../../src/pictures/pool/carry-out.ts';
import type { Outcome } from '../../../src/pictures/pool/task.ts';

// A child that does what its task's path says, as a decoder might: the rest of it is the real one.

endWithParentAlone();

export default createCarryOut(async (task) => act('path' in task ? task.path : ''));

async function act(what: string): Promise<Outcome> {
  const [name, amount = '0'] = what.split(' ');
  switch (name) {
    case 'wait':
      await wait(Number(amount));
      return done({ pid: process.pid });
    case 'hang':
      await wait(600_000);
      return done('hung');
    case 'block':
      for (;;) Math.sqrt(2);
    case 'die':
      process.kill(process.pid, 'SIGKILL');
      return done('dead');
    case 'hoard':
      for (;;) {
        held.push(Buffer.alloc(4_000_000, 1));
        await wait(1);
      }
    case 'hoard-blocking':
      for (let steps = 0; ; steps += 1) {
        held.push(Buffer.alloc(1_000_000, 1));
        const until = performance.now() + 4;
        while (performance.now() < until) Math.sqrt(steps);
      }
    case 'keep':
      held.push(Buffer.alloc(Number(amount), 1));
      return done({ pid: process.pid });
    case 'environment':
      return done(Object.keys(process.env).toSorted());
    case 'throw':
      throw new TypeError('a bug');
    default:
      return { kind: 'refused', why: 'unreadable' };
  }
}

const held: Buffer[] = [];

/** What no task of the real program answers: whoever scripts this knows. */
const done = (result: unknown): Outcome => ({ kind: 'done', result: result as never });
