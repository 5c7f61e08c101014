import { expect } from 'vitest';
import { type Children, createChildren } from '../../../src/pictures/pool/children.ts';
import type { Task } from '../../../src/pictures/pool/task.ts';
import { watchChildrenMemory } from '../children-memory.ts';

/** Of a task, with what it is admitted for. */
export const isWithin = ([, peak, cost]: readonly [string, number, number]) => peak <= cost;

/** Over what the child holds with nothing to do but its program. */
export async function peakOf(task: Task, result: object = {}): Promise<number> {
  const children = createChildren({ most: 1 });
  try {
    await run(children, {
      kind: 'drawing',
      svg: '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
      part: '/dev/null',
    });
    using idle = watchChildrenMemory();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const before = idle.most();
    using memory = watchChildrenMemory();
    expect(await run(children, task)).toMatchObject({ kind: 'done', ...result });
    return memory.most() - before;
  } finally {
    await children.close();
  }
}

const run = (children: Children, task: Task) => children.run({ task, mostBytes: 2_000_000_000 }, 120_000);
