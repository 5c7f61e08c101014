import { test } from 'vitest';
import { tryOrders } from './members-in-a-channel.ts';

test(
  'in thousands of orders everybody’s head and every edit’s source are as the contract says',
  () => tryOrders(4_000),
  900_000,
);
