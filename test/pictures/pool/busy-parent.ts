import { createChildren } from '../../../src/pictures/pool/children.ts';

// A program with a child that works: it says the child's number, and when it is told to leave, what came of the work.

const children = createChildren({ most: 1, program: new URL('./scripted-child.ts', import.meta.url) });
const ask = (path: string) =>
  children.run({ task: { kind: 'vendor form', type: 'image/png', path, part: '' }, mostBytes: 1_000_000_000 }, 60_000);

const told = await ask('wait');
const leaving = Promise.withResolvers<void>();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => leaving.resolve());
const work = ask('wait 500');
console.log(told.kind === 'done' ? (told.result as unknown as { readonly pid: number }).pid : told.kind);
await leaving.promise;
console.log((await work).kind);
await children.close();
process.exit(0);
