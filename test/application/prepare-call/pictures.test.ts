import { describe, expect, test } from 'vitest';
import { versionId } from '../../../src/domain/ids.ts';
import type { Measured } from '../../../src/ports/pictures.ts';
import { edit, jobOf, never, provider, sent, stageCall, withContents } from './stage.ts';

describe('the pictures of an edit', () => {
  test('are lent as they lie in the store, with their addresses, under names that tell nothing', async () => {
    const stage = await stageCall({ addressOf: (id) => (id === 'i7-10-50' ? null : `https://here.example/${id}`) });
    await stage.keep('5-0-0', { type: 'image/jpeg' });
    await stage.keep('i7-10-50', { type: 'image/webp' });

    const lending = await stage.withCall(jobOf(['5-0-0', 'i7-10-50']), edit, provider, async (call) => ({
      ...(await withContents(call)),
      operation: call.operation,
      model: call.model,
    }));

    const [first, second] = ['https://here.example/5-0-0', null];
    expect(lending).toEqual({
      kind: 'sent',
      result: {
        operation: 'edit',
        model: 'vendor-edits',
        size: '1024x1536',
        mask: null,
        sources: [
          { address: first, filename: 'picture-1.jpg', type: 'image/jpeg', content: 'the bytes of 5-0-0' },
          { address: second, filename: 'picture-2.webp', type: 'image/webp', content: 'the bytes of i7-10-50' },
        ],
      },
    });
    expect(stage.work).toEqual([]);
  });

  test('stay for as long as the call lasts, even where retention takes them away meanwhile', async () => {
    const stage = await stageCall();
    await stage.keep('5-0-0');
    let removal: Promise<void> | null = null;

    const lending = await stage.withCall(jobOf(['5-0-0']), edit, provider, async (call) => {
      removal = stage.images.remove(versionId('5-0-0'));
      await new Promise((resolve) => setTimeout(resolve, 20));
      return (await withContents(call)).sources[0]?.content;
    });

    expect(lending).toEqual({ kind: 'sent', result: 'the bytes of 5-0-0' });
    await removal;
    expect(await stage.images.has(versionId('5-0-0'))).toBe(false);
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

    const lending = await stage.withCall(jobOf(['5-0-0', '6-0-0'], { size: 'auto' }), edit, provider, sent);

    expect(lending).toMatchObject({ kind: 'sent', result: { size: '1536x1024' } });
  });

  test('that vendors do not read are handed over as PNG, which is gone afterwards', async () => {
    const stage = await stageCall();
    await stage.keep('5-0-0', { type: 'image/gif' });
    await stage.keep('6-0-0', { type: 'image/avif' });
    await stage.keep('7-0-0', { type: 'image/png' });

    const lending = await stage.withCall(jobOf(['5-0-0', '6-0-0', '7-0-0']), edit, provider, withContents);

    const png = { type: 'image/png' } as const;
    expect(lending).toMatchObject({
      result: {
        sources: [
          { ...png, address: null, filename: 'picture-1.png', content: 'a png of the bytes of 5-0-0' },
          { ...png, address: null, filename: 'picture-2.png', content: 'a png of the bytes of 6-0-0' },
          { ...png, address: 'https://here.example/7-0-0', filename: 'picture-3.png', content: 'the bytes of 7-0-0' },
        ],
      },
    });
    expect(stage.work).toEqual([
      ['to png', 'the bytes of 5-0-0', stage.png(1)],
      ['to png', 'the bytes of 6-0-0', stage.png(2)],
    ]);
    expect(await stage.scratch()).toEqual([]);
  });

  test('leave no PNG behind either when the call is lost, or the next picture is gone', async () => {
    const stage = await stageCall();
    await stage.keep('5-0-0', { type: 'image/gif' });

    const lost = stage.withCall(jobOf(['5-0-0']), edit, provider, () => Promise.reject(new Error('lost')));
    await expect(lost).rejects.toThrow('lost');
    expect(await stage.withCall(jobOf(['5-0-0', '404-0-0']), edit, provider, never)).toEqual({ kind: 'gone' });

    expect(await stage.scratch()).toEqual([]);
  });

  test('are fewer than were asked for only before they are prepared', async () => {
    const stage = await stageCall();

    const lending = await stage.withCall(jobOf(['5-0-0'], {}, { sources: null }), edit, provider, withContents);

    expect(lending).toMatchObject({ kind: 'sent', result: { sources: [] } });
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

    const lending = await stage.withCall(jobOf(['5-0-0'], { size: 'auto' }), edit, provider, withContents);

    expect(lending).toEqual({
      kind: 'sent',
      result: {
        size: '1536x1024',
        mask: null,
        sources: [{ address: null, filename: 'picture-1.webp', type: 'image/webp', content: 'the bytes of c5-0-0' }],
      },
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
      expect(await stage.withCall(jobOf([id]), edit, provider, never)).toEqual({ kind: 'gone' });
    }
    expect(stage.work).toEqual([['measure', 'the bytes of c6-0-0']]);
  });
});
