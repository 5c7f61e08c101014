import { ComponentType } from 'discord.js';
import fc from 'fast-check';
import { actions } from '../../../commands/index.ts';
import { everything, filledIn, job, pressed, version } from './payloads.ts';

// What somebody may send who makes up whatever they like.

/** Names that every object has, and what has undone many a program. */
const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'null', 'undefined', 'NaN', ''];
const kinds = [
  ...new Set(actions.map(({ kind }) => `${kind}`)),
  ...names,
  'panel-form',
  'delete',
  'EDIT',
  'upscale-8k',
  '2k',
];
const abouts = [
  ...[job, version, '1', '999', '0', '1000', '01', '-1', '1e3', '1.5', '99999999999999999999999'],
  ...['rules', 'models.1440000000000000001', 'channels.99999999999999999999', 'channels.0', 'replies.7', 'models-role'],
  ...['roles', 'trusted.2', 'channels-allowed.3', 'channels-denied', 'channels-clear', 'threads.2', '../..', ':', '.'],
  ...names,
];

/** Any text, of any length, with whatever there is in Unicode, halves of pairs too. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(...names, '\u202e\u200b\u0000', '\ud800', '@everyone', '```', '<@1>', '{', '‮'),
  fc.constantFrom(101, 2001, 5000).map((length) => 'x'.repeat(length)),
);

/** What JSON can hold, text among it. */
export const anyValue = fc.oneof(anyText, fc.jsonValue(), fc.constantFrom(null, true, -1, 0, 1.5, 1e308, [], {}));

const built = fc
  .tuple(
    fc.constantFrom('v1', 'v1', 'v1', 'v2', 'v0', 'v99999', 'V1', ''),
    fc.constantFrom(...kinds),
    fc.constantFrom(...abouts),
  )
  .map((parts) => parts.join(':'));

/** One that there is, with a piece of it taken out, put in or put elsewhere. */
const mutated = fc
  .tuple(built, fc.nat(60), fc.nat(12), anyText)
  .map(([id, at, length, put]) => id.slice(0, at) + put + id.slice(at + length));

export const anyCustomId = fc.oneof(built, mutated, anyText);

/** Of a select: what was offered, and what never was. */
const anyValues = fc.array(fc.oneof(anyText, fc.constantFrom('ask', 'flux', job, '1000000000000000020')), {
  maxLength: 30,
});

const fieldNames = ['prompt', 'name', 'about', 'what', 'whose', 'model', 'size', 'characters', 'images'];
const fieldTypes = [
  ComponentType.TextInput,
  ComponentType.StringSelect,
  ComponentType.RadioGroup,
  ComponentType.FileUpload,
  99,
];
const anyField = fc.record(
  {
    type: fc.constantFrom(...fieldTypes),
    custom_id: fc.oneof(fc.constantFrom(...fieldNames), anyText),
    value: fc.oneof(anyText, anyValue),
    values: fc.oneof(anyValues, fc.constant(['1000000000000000200']), anyValue),
  },
  { requiredKeys: ['type', 'custom_id'] },
);

/** Fields missing, twice, too long, of another type. */
export const anyFields = fc.array(anyField, { maxLength: 8 });

export const anyPress = fc.oneof(
  anyCustomId.map((id) => pressed(id)),
  fc.tuple(anyCustomId, anyValues).map(([id, values]) => pressed(id, values)),
);

const formIds = [...everything()].flatMap(([name, { data }]) =>
  name.startsWith('form ') ? [(data as { readonly custom_id: string }).custom_id] : [],
);

export const anyForm = fc
  .tuple(fc.oneof(fc.constantFrom(...formIds), anyCustomId), anyFields)
  .map(([id, fields]) => filledIn(id, fields));
