import { test } from 'vitest';
import { playHostile } from './hostile.ts';

test('whatever a member sends as a picture, it ends, and nobody’s memory is taken', () => playHostile(60));
