import type { Rework } from './asked/image-request.ts';
import type { Region } from './asked/mask.ts';
import { replaceMentions } from './characters/mentions.ts';
import { nameKey } from './characters/names.ts';

/** A character as a vendor is told of it. */
export interface DescribedCharacter {
  readonly name: string;
  /** Empty: nothing is known but its pictures. */
  readonly about: string;
  /** How many pictures of it go along. */
  readonly pictures: number;
}

/**
 * What a vendor is told in words: the member's own where nobody is to stay the same. Else a role for each picture in the
 * order in which they go ("Image 2 shows Luna"), what stays first and what changes last: so OpenAI's prompting guide for
 * gpt-image-2.6 and practitioners of several models (reference, providers 7.1). English, whatever the prompt is in: vendors'
 * guides and models are, and a prompt of two languages is read well.
 *
 * `sources`: how many pictures go before those of the characters; the first is edited, the others are references.
 */
export function vendorPrompt({
  prompt,
  sources,
  characters,
  isSheet = false,
  part,
  startsOver = false,
  shown,
  rework,
}: {
  readonly prompt: string;
  readonly sources: number;
  readonly characters: readonly DescribedCharacter[];
  readonly isSheet?: boolean | undefined;
  /** What alone is to change, for whoever takes no mask. */
  readonly part?: Region | undefined;
  /** The first picture of a chain goes before what it has come to. */
  readonly startsOver?: boolean | undefined;
  /** The prompt is that of the picture: it says what there is, and not what is to change. */
  readonly rework?: Rework | undefined;
  /**
   * What goes behind the sources and shows what alone is to change, for whoever takes no mask: the first of them in small,
   * where that is outlined, or a map of it, where that is white.
   */
  readonly shown?: 'outlined' | 'map' | undefined;
}): string {
  const reworked = rework === undefined ? undefined : reworking[rework];
  const isPlain = reworked === undefined && part === undefined && !startsOver && shown === undefined;
  if (characters.length === 0 && isPlain) return prompt;
  const given = sources + (shown === undefined ? 0 : 1);
  const roles = [
    ...(reworked?.picture ?? (startsOver ? original : rolesOfSources(sources))),
    ...(shown === undefined ? [] : [`Image ${given} ${showing[shown]}`]),
    ...rolesOfCharacters(given, characters),
    ...(part === undefined ? [] : [`Only ${partOf(part)} changes; all around it stays exactly as it is.`]),
  ];
  const names = new Map(characters.map(({ name }) => [nameKey(name), name]));
  const words = replaceMentions(prompt, new Set(names.keys()), (key) => names.get(key) ?? key);
  if (reworked !== undefined) return [...roles, ...reworked.last(words)].join('\n');
  return [...roles, isSheet ? sheet : `${sources > 0 ? 'Change' : 'Make'}: ${words}`].join('\n');
}

function rolesOfSources(sources: number): readonly string[] {
  if (sources === 0) return [];
  const first =
    'Image 1 is the picture to edit. Everything in it that the last line does not change stays exactly as it is.';
  if (sources === 1) return [first];
  return [first, `${imagesFrom(2, sources - 1)} ${sources === 2 ? 'is a reference' : 'are references'}.`];
}

function rolesOfCharacters(sources: number, characters: readonly DescribedCharacter[]): readonly string[] {
  let next = sources + 1;
  return characters.map(({ name, about, pictures }) => {
    const from = next;
    next += pictures;
    const shown = pictures === 0 ? [] : [`${imagesFrom(from, pictures)} ${pictures === 1 ? 'shows' : 'show'} ${name}.`];
    const described = about === '' ? [] : [`${name}: ${sentence(about)}`];
    return [...shown, ...described, stays(name)].join(' ');
  });
}

const original = [
  'Image 1 is the original picture. Everything in it that the lines at the end do not change stays exactly as it is: faces, colours, light and sharpness.',
  'Image 2 shows what it had come to: take from it how the changes looked, and nothing else.',
];

/**
 * What a button does to one picture. The words that led to it stand in a variation, for they say what the picture is about;
 * they are done already, and a hat that was added is not added twice. More pixels need none of them.
 */
const reworking: Readonly<
  Record<Rework, { readonly picture: readonly string[]; readonly last: (words: string) => readonly string[] }>
> = {
  subtle: {
    picture: [
      'Image 1 is the picture to vary. Composition, framing, subject, style, colours and light stay as they are.',
    ],
    last: (words) => [
      ledTo(words),
      'Make: the same picture once more, with small differences in its details, as another take of the same moment.',
    ],
  },
  strong: {
    picture: [
      'Image 1 is the picture to vary. Take its subject, idea and style from it, and neither its composition nor its framing.',
    ],
    last: (words) => [
      ledTo(words),
      'Make: the same subject and idea, composed anew: another viewpoint, another arrangement, other details.',
    ],
  },
  upscale: {
    picture: [
      'Image 1 is the picture to enlarge. Everything in it stays exactly as it is and where it is: composition, framing, faces, text, colours, light and style.',
    ],
    last: () => [
      'Make: the very same picture at a higher resolution, with finer detail and sharper edges. Add nothing, leave out nothing, move nothing.',
    ],
  },
  finish: {
    picture: [
      'Image 1 is a draft of the picture. Make the finished picture of it: the same composition, the same subject and the same colours, with more detail, clean edges and fine textures. Nothing is added, moved or left out.',
    ],
    last: (words) => [`The draft was asked for as: ${words}`],
  },
};

const ledTo = (words: string) => `What was asked for when it was made, and is done in it already: ${words}`;

const showing = {
  outlined: 'shows image 1 in small, with what alone is to change outlined; the outlines are no part of it.',
  map: 'is a map of image 1: only what is white in it changes, what is black stays exactly as it is; the map is no part of the picture.',
} as const;

/** As people say it of a picture that is divided so. */
function partOf(region: Region): string {
  if (region === 'centre') return 'the middle of image 1, half as wide and half as high as all of it,';
  return region.endsWith('half')
    ? `the ${region} of image 1`
    : `the ${region} of the nine parts (three by three) of image 1`;
}

const stays = (name: string) =>
  `${name} stays the same in every picture: the same face, hair, build, colours and marks, and the same clothes unless the last line changes them.`;

const sheet =
  'Make: a character reference sheet. The same character three times side by side, as a whole figure from head to feet: from the front, from the side, from the back. Neutral pose, even light, plain light background, no text.';

/** `Image 3`, `Images 3 and 4`, `Images 3 to 5`. */
function imagesFrom(first: number, count: number): string {
  if (count === 1) return `Image ${first}`;
  const last = first + count - 1;
  return `Images ${first} ${count === 2 ? 'and' : 'to'} ${last}`;
}

/** On one line, for each line has its own subject. */
function sentence(about: string): string {
  const text = about.replaceAll(/\s+/gu, ' ').trim();
  return /[.!?。！？…]$/u.test(text) ? text : `${text}.`;
}
