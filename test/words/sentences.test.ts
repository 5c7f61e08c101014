import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { sentencesIn } from './sentences.ts';

const root = join(import.meta.dirname, '..', '..');

/** Where no sentence for a person may stand. `storage` speaks SQL and to nobody; `start` speaks to operators, in English. */
const silent = [
  'commands',
  'src/application',
  'src/discord',
  'src/domain',
  'src/http',
  'src/pictures',
  'src/ports',
  'src/providers',
  'src/queue',
];

/** Texts that read like sentences and are none of ours to word. */
const knownTexts: Readonly<Record<string, readonly string[]>> = {
  // The names under which Discord knows the commands.
  'commands/edit-image.ts': ['Edit image'],
  'commands/use-as-character.ts': ['Use as character'],
  // What discord.js and the gateway say, to be recognised.
  'src/discord/connection/discord-start-error.ts': [
    'Authentication failed',
    'Invalid shard',
    'Sharding is required',
    'Used an invalid API version',
    'Used invalid intents',
    'Used disallowed intents',
  ],
  'src/discord/kit/discord-error.ts': ['Expected token to be set'],
  // For the log alone.
  'src/domain/jobs/decide-job.ts': ['Discord takes no answer'],
  'src/application/upkeep/shut-down-notices.ts': [
    'a model will be shut down',
    'a model is shut down, and no longer offered',
  ],
  // What vendors' models are told, in English whatever a member reads.
  'src/domain/vendor-prompt.ts': [
    'Image 1 is the picture to edit. Everything in it that the last line does not change stays exactly as it is.',
    '… stays the same in every picture: the same face, hair, build, colours and marks, and the same clothes unless the last line changes them.',
    'Make: a character reference sheet. The same character three times side by side, as a whole figure from head to feet: from the front, from the side, from the back. Neutral pose, even light, plain light background, no text.',
  ],
  // Problems of the operator's settings and file.
  'src/providers/acedatacloud/index.ts': [
    'is a platform management key (platform-…): use an API token',
    'must be auto, sync, poll or callback',
    'ACEDATACLOUD_MODE: callback needs a PUBLIC_URL that the vendor can reach',
  ],
  'src/providers/http-address.ts': [
    'must be an http or https address',
    'has a % in its name or password that stands for no letter: a % itself is written %25',
  ],
  'src/providers/agcloud/index.ts': ['AGCLOUD_API_KEY and AGCLOUD_BASE_URL: set both, or neither'],
  'src/providers/catalogue/catalogue-file.ts': [
    'models: … is followed by …, which is not there',
    'models: … at … has …, and no price for …',
  ],
  // Names of models.
  'src/providers/catalogue/models.ts': ['Nano Banana', 'Nano Banana 2', 'Nano Banana 2 Lite', 'Nano Banana Pro'],
};

/** What vendors are told in words stands there, and nowhere else. */
const forVendors = join('src', 'domain', 'vendor-prompt.ts');

test('every sentence that a person reads stands in src/words', () => {
  const files = silent.flatMap(filesIn).filter((path) => path !== forVendors);
  const found = files.map((path) => {
    const known = knownTexts[path] ?? [];
    return { path, texts: sentencesIn(path, read(path)).filter((text) => !known.includes(text)) };
  });
  expect(found.length).toBeGreaterThan(100);
  expect(found.filter(({ texts }) => texts.length > 0)).toEqual([]);
});

test('what is listed as known is still there', () => {
  for (const [path, texts] of Object.entries(knownTexts)) {
    expect(sentencesIn(path, read(path))).toEqual(expect.arrayContaining([...texts]));
  }
});

test.each([
  ["reply.show('Only the one who asked can see this.', 'asker')", 'Only the one who asked can see this.'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a planted template
  ['const line = `You have ${left} of ${all} pictures left`', 'You have … of … pictures left'],
  ["const button = { label: 'Try again' }", 'Try again'],
  ["const title = 'Edit this picture'", 'Edit this picture'],
  ["const says = 'nothing was charged for that'", 'nothing was charged for that'],
  ["function what() { return known ? 'no' : 'that is over already.' }", 'that is over already.'],
  ["const declared = { description: 'Make a new picture' }", 'Make a new picture'],
])('one that is planted is found: %s', (code, sentence) => {
  expect(sentencesIn('planted.ts', code)).toEqual([sentence]);
});

test.each([
  ["log.warn({ job }, 'the answer cannot be delivered now')"],
  ["throw new Error('Discord does not say who we are')"],
  ["const reason = found.kind === 'no current version' ? 'unknown version' : null"],
  ["type Reason = 'no current version of this thread'"],
  ["const decided = { remark: { level: 'warn', message: 'the answer cannot be delivered now' } }"],
  ["// Only the one who asked can see this.\nconst kind = 'not theirs'"],
])('what no person reads is none: %s', (code) => {
  expect(sentencesIn('planted.ts', code)).toEqual([]);
});

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}
