import { constants, setPriority } from 'node:os';
import sharp from 'sharp';
import { work } from '../work/work.ts';
import { createCarryOut, endWithParentAlone } from './carry-out.ts';

// The program of a child process in which strangers' bytes are decoded: the pool's own entry imports it there, and nobody
// else. What is said here holds for the whole process.

// Every picture is another one, so a cache only holds memory; one thread each, for there are as many children as cores.
sharp.cache(false);
sharp.concurrency(1);
// Serving Discord comes first.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
endWithParentAlone();

export default createCarryOut(work);
