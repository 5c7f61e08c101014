import { test } from 'vitest';
import { tryOrders } from './members-in-a-channel.ts';

test('whatever members ask, end, undo and restart, everybody’s head and every edit’s source are as the contract says', () =>
  tryOrders(200));
