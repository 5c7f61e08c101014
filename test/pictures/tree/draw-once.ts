import { writeTree } from '../../../src/pictures/work/tree/tree.ts';
import { rowOf } from './sample-tree.ts';

// A process of its own that draws one tree into the file that it is told, with whatever fonts its machine has.

const [, , part = ''] = process.argv;
const nothing = () => {
  throw new Error('there is no picture to be read');
};
await writeTree(nothing, { kind: 'tree', part, rows: [rowOf('1', { asked: 'Grüße 夜の東京 Москва 🦊' })] });
