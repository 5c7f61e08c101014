import { describe, expect, test } from 'vitest';
import { sampleRequest } from '../../../scripts/sample-records.ts';
import { versionId } from '../../../src/domain/ids.ts';
import type { PaidRequest } from '../../../src/domain/jobs/job.ts';
import { chargeForPicture, settle } from '../../../src/domain/money/settlement.ts';

const picture = { version: versionId('1-0-0'), type: 'image/png', width: 1, height: 1, bytes: 1 } as const;
const made = (ordinal: number, price: number | null): PaidRequest =>
  sampleRequest('1', ordinal, { state: 'ended', attempt: 1, price, ending: { kind: 'pictures', pictures: [picture] } });
const broke = (ordinal: number, price: number | null): PaidRequest =>
  sampleRequest('1', ordinal, {
    state: 'ended',
    attempt: 1,
    price,
    ending: { kind: 'failure', failure: { code: 'out_of_balance' } },
  });

describe('a picture that another provider made', () => {
  test('costs its member what was held, and its operator the rest', () => {
    const rows = [broke(0, 10_000), made(100, 250_000)];
    expect(settle(rows, 'reachable')).toEqual({
      delivered: { images: 1, usd: 10_000 },
      losses: [{ request: '1-100', code: 'out_of_balance', usd: 240_000 }],
    });
  });

  test('that costs less costs its member less', () => {
    expect(settle([broke(0, 10_000), made(100, 4_000)], 'reachable')).toEqual({
      delivered: { images: 1, usd: 4_000 },
      losses: [],
    });
  });

  test('is held for by the first that was to make it, and each picture by its own', () => {
    const rows = [broke(0, 10_000), broke(100, 250_000), made(200, 30_000), made(1, 10_000)];
    expect(settle(rows, 'reachable')).toEqual({
      delivered: { images: 2, usd: 20_000 },
      losses: [{ request: '1-200', code: 'out_of_balance', usd: 20_000 }],
    });
  });

  test('costs nothing where nobody knew what the first one costs, and is no loss', () => {
    expect(settle([broke(0, null), made(100, 30_000)], 'reachable')).toEqual({
      delivered: { images: 1, usd: 0 },
      losses: [],
    });
  });

  test('that nobody can get is the operator’s loss, all of it', () => {
    expect(settle([broke(0, 10_000), made(100, 250_000)], 'undeliverable')).toEqual({
      delivered: { images: 0, usd: 0 },
      losses: [{ request: '1-100', code: 'undeliverable', usd: 250_000 }],
    });
  });
});

describe('what one picture was charged with', () => {
  test('is what was held for it, where the one that made it costs more', () => {
    const rows = [broke(0, 10_000), made(100, 250_000)];
    expect(rows.map((each) => chargeForPicture(each, rows))).toEqual([null, 10_000]);
  });

  test('is nothing that anybody knows where its provider has no price', () => {
    const row = made(0, null);
    expect(chargeForPicture(row, [row])).toBeNull();
  });

  test('is its share where several came of one request', () => {
    const row = made(0, 30_000);
    const three = { ...row, ending: { kind: 'pictures', pictures: [picture, picture, picture] } } as const;
    expect(chargeForPicture(three, [three])).toBe(10_000);
  });
});
