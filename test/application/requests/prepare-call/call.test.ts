import { describe, expect, test } from 'vitest';
import { modelId, originalId } from '../../../../src/domain/ids.ts';
import { catalogueOf, sampleModel, sampleOffer } from '../../stage.ts';
import { calledBack, callOf, contentsOf, disposable, edit, generation, jobOf, provider, stageCall } from './stage.ts';

describe('a call', () => {
  test('for words alone says all that was asked for, and nothing else', async () => {
    const stage = await stageCall();
    const job = jobOf([], { background: 'opaque', format: 'webp' });

    await using prepared = await stage.prepareCall(job, generation, provider);

    expect(prepared).toEqual({
      ...disposable,
      kind: 'prepared',
      call: {
        id: '100-0',
        operation: 'generate',
        model: 'vendor-generates',
        prompt: 'a cat in the rain',
        size: '1024x1536',
        aspect: undefined,
        quality: 'high',
        background: 'opaque',
        format: 'webp',
        sources: [],
        traceId: 'trace-100-0',
        callbackUrl: undefined,
        asker: job.address.asker,
        user: 'member 50',
        previews: undefined,
        moderation: undefined,
        compression: undefined,
      },
    });
    expect(stage.work).toEqual([]);
  });

  test('leaves out what the model does not take, and brings the operator’s wishes', async () => {
    const offer = { takes: ['size'], streams: true, moderation: 'low', compression: 80 } as const;
    const stage = await stageCall({ offer });

    await using prepared = await stage.prepareCall(jobOf([]), generation, provider);

    expect(callOf(prepared)).toMatchObject({
      ...{ size: '1024x1536', quality: undefined, previews: 2, moderation: 'low', compression: 80 },
    });
  });

  test.each([
    ['that has one', 'https://here.example/back', 'https://here.example/back'],
    ['without a public address', null, undefined],
  ])('names where the vendor may call back: one %s', async (_, callback, callbackUrl) => {
    const stage = await stageCall({ callback: () => callback });

    await using prepared = await stage.prepareCall(jobOf([]), generation, calledBack);

    expect(callOf(prepared)).toMatchObject({ callbackUrl });
    expect(stage.calledAbout).toEqual(['100-0']);
  });

  test('has its files until it is given back, also where sending it ends by accident', async () => {
    const stage = await stageCall();
    await stage.keep('5-0-0');
    await stage.keepFile('m100');
    const job = jobOf(['5-0-0'], { mask: { kind: 'region', region: 'top' } });
    async function sendBadly() {
      await using prepared = await stage.prepareCall(job, edit, provider);
      const lent = await stage.lentNow();
      throw new Error(`lost with ${lent.length} files in the call ${callOf(prepared).id}`);
    }

    await expect(sendBadly()).rejects.toThrow('lost with 2 files in the call 100-0');

    expect(await stage.lentNow()).toEqual([]);
  });
});

describe('what the catalogue no longer offers', () => {
  const other = catalogueOf(sampleModel('gpt-image-2', sampleOffer({ provider: 'openai' })));
  const generatesOnly = catalogueOf(sampleModel('gpt-image-2', sampleOffer({ vendorModel: { generate: 'g' } })));
  test.each([
    ['the model', jobOf([], { model: modelId('gone') }), generation, undefined],
    ['the model at this provider', jobOf([]), generation, other],
    ['the operation', jobOf(['5-0-0']), edit, generatesOnly],
    ['the operation of the row', jobOf([]), edit, generatesOnly],
    ['anything, for the job has ended', jobOf([], {}, { task: null }), generation, undefined],
  ])('is not sent: %s', async (_, job, request, catalogue) => {
    const stage = await stageCall({ ...(catalogue === undefined ? {} : { catalogue }) });

    await using prepared = await stage.prepareCall(job, request, provider);

    expect(prepared).toEqual({ ...disposable, kind: 'unsendable' });
    expect(await stage.lentNow()).toEqual([]);
  });
});

describe('a mask', () => {
  test.each([
    ['a region, made for this job', { kind: 'region', region: 'top' }, 'm100'],
    ['one of an earlier request', { kind: 'coverage', id: originalId('m90') }, 'm90'],
  ] as const)('is lent beside the pictures: %s', async (_, mask, file) => {
    const stage = await stageCall();
    await stage.keep('5-0-0');
    await stage.keepFile(file);

    await using prepared = await stage.prepareCall(jobOf(['5-0-0'], { mask }), edit, provider);

    const source = { address: 'https://here.example/5-0-0', filename: 'picture-1.png', type: 'image/png' };
    expect(await contentsOf(prepared)).toEqual({
      size: '1024x1536',
      mask: `the bytes of ${file}`,
      sources: [{ ...source, content: 'the bytes of 5-0-0' }],
    });
    expect(await stage.lentNow()).toEqual(['5-0-0', file]);
  });

  test('that is gone is never a call without one', async () => {
    const stage = await stageCall();
    await stage.keep('5-0-0');
    const mask = { kind: 'region', region: 'top' } as const;

    await using prepared = await stage.prepareCall(jobOf(['5-0-0'], { mask }), edit, provider);

    expect(prepared).toEqual({ ...disposable, kind: 'gone' });
  });
});
