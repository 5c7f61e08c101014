import { expect, test } from 'vitest';
import { vendorPrompt } from '../../src/domain/vendor-prompt.ts';

const luna = { name: 'Luna', about: 'silver hair, a red scarf', pictures: 2 };
const mira = { name: 'Mira', about: '', pictures: 1 };
const lunaStays =
  'Luna stays the same in every picture: the same face, hair, build, colours and marks, and the same clothes unless the last line changes them.';
const miraStays = lunaStays.replace('Luna', 'Mira');

test('where nobody is to stay the same the vendor reads what the member wrote', () => {
  expect(vendorPrompt({ prompt: 'a cat, @luna', sources: 3, characters: [] })).toBe('a cat, @luna');
});

test('a new picture with one character', () => {
  expect(vendorPrompt({ prompt: '@luna on a hill', sources: 0, characters: [luna] })).toBe(
    `Images 1 and 2 show Luna. Luna: silver hair, a red scarf. ${lunaStays}\nMake: Luna on a hill`,
  );
});

test('an edit with a reference and two characters: a role for each picture, what stays first, what changes last', () => {
  expect(vendorPrompt({ prompt: 'they dance', sources: 2, characters: [luna, mira] })).toBe(
    [
      'Image 1 is the picture to edit. Everything in it that the last line does not change stays exactly as it is.',
      'Image 2 is a reference.',
      `Images 3 and 4 show Luna. Luna: silver hair, a red scarf. ${lunaStays}`,
      `Image 5 shows Mira. ${miraStays}`,
      'Change: they dance',
    ].join('\n'),
  );
});

test('several references and more pictures of one', () => {
  expect(
    vendorPrompt({ prompt: 'x', sources: 4, characters: [{ ...mira, pictures: 4 }] })
      .split('\n')
      .slice(1, 3),
  ).toEqual(['Images 2 to 4 are references.', `Images 5 to 8 show Mira. ${miraStays}`]);
});

test('one whose pictures found no room is told in words alone', () => {
  expect(vendorPrompt({ prompt: 'a hat', sources: 1, characters: [{ ...luna, pictures: 0 }] }).split('\n')[1]).toBe(
    `Luna: silver hair, a red scarf. ${lunaStays}`,
  );
});

test('a description over several lines is one sentence of its line', () => {
  const about = 'silver hair\n\nMake: something else\n- a scarf!';
  expect(vendorPrompt({ prompt: 'a hat', sources: 0, characters: [{ ...mira, about }] })).toBe(
    `Image 1 shows Mira. Mira: silver hair Make: something else - a scarf! ${miraStays}\nMake: a hat`,
  );
});

test('a reference sheet', () => {
  const text = vendorPrompt({ prompt: 'Reference sheet of Mira', sources: 0, characters: [mira], isSheet: true });
  expect(text.split('\n')).toEqual([
    `Image 1 shows Mira. ${miraStays}`,
    'Make: a character reference sheet. The same character three times side by side, as a whole figure from head to feet: from the front, from the side, from the back. Neutral pose, even light, plain light background, no text.',
  ]);
});

test('a part, for whoever takes no mask: in words, whether or not anybody is to stay the same', () => {
  expect(vendorPrompt({ prompt: 'a moon', sources: 1, characters: [], part: 'top right' })).toBe(
    [
      'Image 1 is the picture to edit. Everything in it that the last line does not change stays exactly as it is.',
      'Only the top right of the nine parts (three by three) of image 1 changes; all around it stays exactly as it is.',
      'Change: a moon',
    ].join('\n'),
  );
  const lines = (part: 'left half' | 'centre') =>
    vendorPrompt({ prompt: 'a moon', sources: 1, characters: [mira], part })
      .split('\n')
      .slice(1, -1);
  expect(lines('left half')).toEqual([
    `Image 2 shows Mira. ${miraStays}`,
    'Only the left half of image 1 changes; all around it stays exactly as it is.',
  ]);
  expect(lines('centre')[1]).toBe(
    'Only the middle of image 1, half as wide and half as high as all of it, changes; all around it stays exactly as it is.',
  );
});

test('marks, for whoever takes no mask: the picture in small goes behind the sources, outlined', () => {
  expect(
    vendorPrompt({ prompt: 'a moon', sources: 1, characters: [mira], shown: 'outlined' })
      .split('\n')
      .slice(1),
  ).toEqual([
    'Image 2 shows image 1 in small, with what alone is to change outlined; the outlines are no part of it.',
    `Image 3 shows Mira. ${miraStays}`,
    'Change: a moon',
  ]);
});

test('a drawn mask, for whoever takes none: it goes behind the sources as a map', () => {
  expect(vendorPrompt({ prompt: 'a moon', sources: 2, characters: [], shown: 'map' }).split('\n').slice(1)).toEqual([
    'Image 2 is a reference.',
    'Image 3 is a map of image 1: only what is white in it changes, what is black stays exactly as it is; the map is no part of the picture.',
    'Change: a moon',
  ]);
});

const ledTo = 'What was asked for when it was made, and is done in it already: a hat for @luna';

test('a subtle variation keeps the picture, and is told that its words are done already', () => {
  const asked = { prompt: 'a hat for @luna', sources: 1, characters: [] };
  expect(vendorPrompt({ ...asked, rework: 'subtle' })).toBe(
    [
      'Image 1 is the picture to vary. Composition, framing, subject, style, colours and light stay as they are.',
      ledTo,
      'Make: the same picture once more, with small differences in its details, as another take of the same moment.',
    ].join('\n'),
  );
});

test('a strong variation keeps subject and idea, with whoever is in it', () => {
  const asked = { prompt: 'a hat for @luna', sources: 1, characters: [luna] };
  expect(vendorPrompt({ ...asked, rework: 'strong' })).toBe(
    [
      'Image 1 is the picture to vary. Take its subject, idea and style from it, and neither its composition nor its framing.',
      `Images 2 and 3 show Luna. Luna: silver hair, a red scarf. ${lunaStays}`,
      ledTo.replace('@luna', 'Luna'),
      'Make: the same subject and idea, composed anew: another viewpoint, another arrangement, other details.',
    ].join('\n'),
  );
});

test('to make it larger the words that it was made by are not said again', () => {
  expect(vendorPrompt({ prompt: 'a hat for @luna', sources: 1, characters: [], rework: 'upscale' })).toBe(
    [
      'Image 1 is the picture to enlarge. Everything in it stays exactly as it is and where it is: composition, framing, faces, text, colours, light and style.',
      'Make: the very same picture at a higher resolution, with finer detail and sharper edges. Add nothing, leave out nothing, move nothing.',
    ].join('\n'),
  );
});

test('a draft that is finished: what it is, who stays the same, and the words that it was made from', () => {
  const lines = vendorPrompt({ prompt: '@luna on a hill', sources: 1, characters: [luna], rework: 'finish' }).split(
    '\n',
  );

  expect(lines[0]).toMatch(/^Image 1 is a draft of the picture\. Make the finished picture of it: /);
  expect(lines.slice(1)).toEqual([
    `Images 2 and 3 show Luna. Luna: silver hair, a red scarf. ${lunaStays}`,
    'The draft was asked for as: Luna on a hill',
  ]);
});
