import { describe, expect, test } from 'vitest';
import { importedVersionId, originalId, userId } from '../../../../src/domain/ids.ts';
import type { IncomingPicture } from '../../../../src/domain/pictures/incoming-picture.ts';
import type { Measured } from '../../../../src/ports/pictures.ts';
import { callOf, contentsOf, disposable, edit, jobOf, provider, stageCall } from './stage.ts';

describe('the pictures of an edit', () => {
  test('are lent as they lie in the store, with their addresses, under names that tell nothing', async () => {
    const stage = await stageCall({ addressOf: (id) => (id === 'i7-10-50' ? null : `https://here.example/${id}`) });
    await stage.keep('5-0-0', { type: 'image/jpeg' });
    await stage.keep('i7-10-50', { type: 'image/webp' });

    await using prepared = await stage.prepareCall(jobOf(['5-0-0', 'i7-10-50']), edit, provider);

    const [first, second] = ['https://here.example/5-0-0', null];
    expect(callOf(prepared)).toMatchObject({ operation: 'edit', model: 'vendor-edits' });
    expect(await contentsOf(prepared)).toEqual({
      size: '1024x1536',
      mask: null,
      sources: [
        { address: first, filename: 'picture-1.jpg', type: 'image/jpeg', content: 'the bytes of 5-0-0' },
        { address: second, filename: 'picture-2.webp', type: 'image/webp', content: 'the bytes of i7-10-50' },
      ],
    });
    expect(await stage.lentNow()).toEqual(['5-0-0', 'i7-10-50']);
    expect(stage.work).toEqual([]);
  });

  test('stay for as long as the call lasts, even where retention takes them away meanwhile', async () => {
    const stage = await stageCall();
    await stage.keep('5-0-0');

    await using prepared = await stage.prepareCall(jobOf(['5-0-0']), edit, provider);
    await stage.images.remove(originalId('5-0-0'));

    expect(await stage.images.has(originalId('5-0-0'))).toBe(false);
    expect((await contentsOf(prepared)).sources[0]?.content).toBe('the bytes of 5-0-0');
  });

  test('decide the shape by the first of them, where the vendor cannot choose', async () => {
    const sizes = [
      { width: 1024, height: 1024 },
      { width: 1536, height: 1024 },
      { width: 1024, height: 1536 },
    ];
    const stage = await stageCall({ offer: { sizes: { kind: 'list', sizes, noAuto: true } } });
    await stage.keep('5-0-0', { width: 3000, height: 2000 });
    await stage.keep('6-0-0', { width: 2000, height: 3000 });

    await using prepared = await stage.prepareCall(jobOf(['5-0-0', '6-0-0'], { size: 'auto' }), edit, provider);

    expect(callOf(prepared)).toMatchObject({ size: '1536x1024' });
  });

  test('that vendors do not read are handed over as PNG, which is gone afterwards', async () => {
    const stage = await stageCall();
    await stage.keep('5-0-0', { type: 'image/gif' });
    await stage.keep('6-0-0', { type: 'image/avif' });
    await stage.keep('7-0-0', { type: 'image/png' });

    const png = { type: 'image/png' } as const;
    {
      await using prepared = await stage.prepareCall(jobOf(['5-0-0', '6-0-0', '7-0-0']), edit, provider);

      expect(await contentsOf(prepared)).toMatchObject({
        sources: [
          { ...png, address: null, filename: 'picture-1.png', content: 'a png of the bytes of 5-0-0' },
          { ...png, address: null, filename: 'picture-2.png', content: 'a png of the bytes of 6-0-0' },
          { ...png, address: 'https://here.example/7-0-0', filename: 'picture-3.png', content: 'the bytes of 7-0-0' },
        ],
      });
      expect(await stage.inScratch()).toHaveLength(2);
    }
    expect(stage.work).toEqual([
      ['to vendor form', 'the bytes of 5-0-0', stage.png(1)],
      ['to vendor form', 'the bytes of 6-0-0', stage.png(2)],
    ]);
    expect(await stage.inScratch()).toEqual([]);
  });

  test('that somebody brought along go without whatever else their files say, and have no address then', async () => {
    const stage = await stageCall();
    await stage.keep('i7-10-50', { kind: 'imported', type: 'image/jpeg' });
    await stage.keep('5-0-0', { type: 'image/jpeg' });
    stage.saysMore('i7-10-50');
    stage.saysMore('5-0-0');

    {
      await using prepared = await stage.prepareCall(jobOf(['i7-10-50', '5-0-0']), edit, provider);
      expect(await contentsOf(prepared)).toMatchObject({
        sources: [
          { address: null, filename: 'picture-1.jpg', content: 'clean: the bytes of i7-10-50' },
          { address: 'https://here.example/5-0-0', filename: 'picture-2.jpg', content: 'the bytes of 5-0-0' },
        ],
      });
    }
    expect(await stage.inScratch()).toEqual([]);
  });

  test('leave no PNG behind either when the call is lost, or the next picture is gone', async () => {
    const stage = await stageCall();
    await stage.keep('5-0-0', { type: 'image/gif' });

    async function loseCall() {
      await using prepared = await stage.prepareCall(jobOf(['5-0-0']), edit, provider);
      throw new Error(`lost: ${callOf(prepared).sources[0]?.path}`);
    }
    await expect(loseCall()).rejects.toThrow(`lost: ${stage.png(1)}`);
    expect(await stage.inScratch()).toEqual([]);
    await using gone = await stage.prepareCall(jobOf(['5-0-0', '404-0-0']), edit, provider);
    expect(gone).toEqual({ ...disposable, kind: 'gone' });

    expect(await stage.inScratch()).toEqual([]);
  });

  test.for([
    ['too large', 'picture_too_large'],
    ['unreadable', 'not_a_picture'],
  ] as const)('that nobody may turn into a PNG (%s) end the call, by the name they came with', async ([why, code]) => {
    const stage = await stageCall({ converted: { kind: 'refused', why } });
    const sent: IncomingPicture = {
      id: '77',
      url: 'https://cdn.example/77',
      filename: 'film.gif',
      owner: userId('50'),
    };
    const { channel } = jobOf([]).address;
    const version = importedVersionId(sent.id, channel, null);
    await stage.keep(version, { type: 'image/gif' });
    const job = jobOf([version]);
    const task = job.task === null ? null : { ...job.task, sources: [{ kind: 'picture', picture: sent } as const] };

    await using prepared = await stage.prepareCall({ ...job, task }, edit, provider);

    expect(prepared).toEqual({ ...disposable, kind: 'refused', failure: { code, filename: 'film.gif' } });
    expect(await stage.inScratch()).toEqual([]);
  });

  test('are fewer than were asked for only before they are prepared', async () => {
    const stage = await stageCall();

    await using prepared = await stage.prepareCall(jobOf(['5-0-0'], {}, { sources: null }), edit, provider);

    expect(await contentsOf(prepared)).toMatchObject({ sources: [] });
  });
});

describe('a picture whose original is gone', () => {
  const copy: Measured = { type: 'image/webp', width: 900, height: 600, bytes: 5 };

  test('is replaced by the copy that was shown, which has no address and its own type and shape', async () => {
    const sizes = [
      { width: 1024, height: 1536 },
      { width: 1536, height: 1024 },
    ];
    const stage = await stageCall({ measured: copy, offer: { sizes: { kind: 'list', sizes, noAuto: true } } });
    await stage.keepVersion('5-0-0', { width: 2000, height: 3000 });
    await stage.keepFile('c5-0-0');

    await using prepared = await stage.prepareCall(jobOf(['5-0-0'], { size: 'auto' }), edit, provider);

    expect(await contentsOf(prepared)).toEqual({
      size: '1536x1024',
      mask: null,
      sources: [{ address: null, filename: 'picture-1.webp', type: 'image/webp', content: 'the bytes of c5-0-0' }],
    });
    expect(stage.work).toEqual([['measure', 'the bytes of c5-0-0']]);
  });

  test('is gone without a copy, with a copy that is no picture, and without its record', async () => {
    const stage = await stageCall();
    await stage.keepVersion('5-0-0');
    await stage.keepVersion('6-0-0');
    await stage.keepFile('c6-0-0');
    await stage.keepFile('7-0-0');

    for (const id of ['5-0-0', '6-0-0', '7-0-0']) {
      await using prepared = await stage.prepareCall(jobOf([id]), edit, provider);
      expect(prepared).toEqual({ ...disposable, kind: 'gone' });
    }
    expect(await stage.lentNow()).toEqual([]);
    expect(stage.work).toEqual([['measure', 'the bytes of c6-0-0']]);
  });
});
