import { expect, test } from 'vitest';
import { createOperatorNotices } from '../../../src/application/operator/operator-notices.ts';
import { channelId } from '../../../src/domain/ids.ts';

const notice = { kind: 'account', title: 'AceDataCloud', code: 'out_of_balance' } as const;

/** As Discord does where a nonce is enforced: one that it saw a moment ago returns the same message. */
function stage() {
  let now = 1_800_000_000_000;
  const told = new Set<string>();
  const nonces = new Set<string>();
  const never = () => {
    throw new Error('not expected');
  };
  const notices = createOperatorNotices({
    channel: channelId('100000000000000001'),
    ledger: {
      claimTold: async (about) => !told.has(about) && told.add(about).has(about),
      forgetTold: async (about) => void told.delete(about),
    },
    messenger: {
      async tellOperator(_channel, _notice, id) {
        nonces.add(id.slice(0, 25));
        return 'told';
      },
    },
    clock: { now: () => now },
    log: { warn: never, debug: never, info: never, error: never },
  });
  const pass = (ms: number) => {
    now += ms;
  };
  return { notices, shown: () => nonces.size, pass };
}

test('what is over and comes again within the same second is a new message', async () => {
  const { notices, shown, pass } = stage();
  await notices.tell('account acedatacloud out_of_balance', notice);
  await notices.tell('account acedatacloud out_of_balance', notice);
  expect(shown()).toBe(1);

  pass(300);
  await notices.over('account acedatacloud out_of_balance');
  await notices.tell('account acedatacloud out_of_balance', notice);
  expect(shown()).toBe(2);
});
