import { expect, test } from 'vitest';
import { startEmulatedOpenAi } from '../../../../scripts/emulators/vendors/index.ts';

test('an emulated vendor with a painter paints the same calls alike where they have the same ids', async () => {
  const painted = async (pictures: 'painted' | 'drawn') => {
    const vendor = await startEmulatedOpenAi({ pictures, longestEdge: 128, idOf: (number) => `req_000${number}` });
    const response = await fetch(`${vendor.baseUrl}/images/generations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${vendor.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-image-2', prompt: 'a fox' }),
    });
    expect(response.status).toBe(200);
    const [call] = vendor.calls;
    await vendor.close();
    return [call?.id, call?.results[0]?.sha256];
  };
  const one = await painted('painted');
  expect(one[0]).toBe('req_0001');
  expect(await painted('painted')).toEqual(one);
  expect((await painted('drawn'))[1]).not.toBe(one[1]);
});
