import { expect, test } from 'vitest';
import { png } from '../../scripts/emulators/png.ts';
import { ask, sha256 } from './asking.ts';
import { luna, lunaWhole, mira, saveCharacter, stays } from './casting.ts';
import { raiseStage } from './stage/stage.ts';

const cat = { name: 'cat.png', bytes: png(64, 48) };
const shows = `Images 1 and 2 show Luna. ${stays('Luna')}`;

test('OpenAI gets them as files in their order, with the words that name them', async () => {
  await using stage = await raiseStage({ vendors: ['openai'] });
  const vendor = stage.openai;
  await saveCharacter(stage, { name: 'Luna', image: luna, image2: lunaWhole });

  await ask(stage, 'edit', { prompt: 'the cat sits on @luna', image: cat });

  const [request] = vendor.paidRequests;
  expect(request?.path).toBe('/v1/images/edits');
  expect(request?.fields).toEqual([
    { name: 'model', value: 'gpt-image-2' },
    {
      name: 'prompt',
      value: [
        'Image 1 is the picture to edit. Everything in it that the last line does not change stays exactly as it is.',
        `Images 2 and 3 show Luna. ${stays('Luna')}`,
        'Change: the cat sits on Luna',
      ].join('\r\n'),
    },
    { name: 'n', value: '1' },
    { name: 'user', value: vendor.calls[0]?.user },
    { name: 'stream', value: 'true' },
    { name: 'partial_images', value: '2' },
  ]);
  expect(request?.files.map(({ field, filename, sha256: hash }) => [field, filename, hash])).toEqual([
    ['image[]', 'picture-1.png', sha256(cat.bytes)],
    ['image[]', 'picture-2.png', sha256(luna.bytes)],
    ['image[]', 'picture-3.png', sha256(lunaWhole.bytes)],
  ]);
});

test('GMI takes one picture: the subject keeps its place, and the answer says that there was room for words alone', async () => {
  await using stage = await raiseStage({ vendors: ['gmicloud'] });
  const vendor = stage.gmicloud;
  await saveCharacter(stage, { name: 'Luna', image: luna, image2: lunaWhole, about: 'silver hair' });

  const made = await ask(stage, 'imagine', { prompt: '@luna sleeps' });
  const edited = await ask(stage, 'edit', { prompt: '@luna wakes', image: cat });

  const payloads = vendor.paidRequests.map(
    ({ json }) => (json as { payload: { prompt: string; image: string } }).payload,
  );
  expect(payloads.map(({ image }) => sha256(Buffer.from(image, 'base64')))).toEqual([
    sha256(luna.bytes),
    sha256(cat.bytes),
  ]);
  expect(payloads.map(({ prompt }) => prompt)).toEqual([
    `Image 1 shows Luna. Luna: silver hair. ${stays('Luna')}\nMake: Luna sleeps`,
    [
      'Image 1 is the picture to edit. Everything in it that the last line does not change stays exactly as it is.',
      `Luna: silver hair. ${stays('Luna')}`,
      'Change: Luna wakes',
    ].join('\n'),
  ]);
  expect(made.content).toContain('The model takes no more pictures, so it had 1 of 2 of Luna.');
  expect(edited.content).toContain('The model takes no more pictures, so it had none of Luna.');
});

test('nano-banana by its native interface gets them as data, for they have no address', async () => {
  await using stage = await raiseStage({ public: true });
  const { upstream } = stage;
  await saveCharacter(stage, { name: 'Luna', image: luna, image2: lunaWhole });
  await saveCharacter(stage, { name: 'Mira', image: mira });

  const answer = await ask(stage, 'imagine', {
    prompt: '@mira waves',
    character: 'Luna',
    model: 'nano-banana-pro',
    size: '16:9 · 1K',
  });

  expect(answer.content).toContain('with Luna and Mira');
  const [request] = upstream.paidRequests;
  expect(request?.json).toMatchObject({
    action: 'edit',
    prompt: [shows, `Image 3 shows Mira. ${stays('Mira')}`, 'Make: Mira waves'].join('\n'),
  });
  const { image_urls: images = [] } = (request?.json ?? {}) as { readonly image_urls?: readonly string[] };
  expect(images.map((each) => sha256(Buffer.from(each.replace('data:image/png;base64,', ''), 'base64')))).toEqual(
    [luna, lunaWhole, mira].map(({ bytes }) => sha256(bytes)),
  );
});

test('an edit by address goes as files once somebody is in it who has none', async () => {
  await using stage = await raiseStage({ public: true });
  const { upstream } = stage;
  await saveCharacter(stage, { name: 'Luna', image: luna });
  await ask(stage, 'imagine', { prompt: 'a hill' });

  await ask(stage, 'edit', { prompt: 'at night' });
  await ask(stage, 'edit', { prompt: 'with @luna' });

  const [, alone, together] = upstream.paidRequests;
  expect(alone?.files).toEqual([]);
  expect(together?.files.map((file) => file.sha256)).toEqual([
    upstream.tasks[1]?.results[0]?.sha256,
    sha256(luna.bytes),
  ]);
});
