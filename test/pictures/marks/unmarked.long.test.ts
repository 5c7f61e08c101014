import { test } from 'vitest';
import { playUnmarked } from './unmarked.ts';

test('nothing is found on a thousand copies on which nobody drew', () => playUnmarked(1_000), 3_600_000);
