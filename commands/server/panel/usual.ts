import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import type { FormFields } from '../../../src/discord/incoming/form-fields.ts';
import { encodeCustomId } from '../../../src/discord/kit/custom-id.ts';
import { modelId } from '../../../src/domain/ids.ts';
import { microUsd, perUsd } from '../../../src/domain/money/limits.ts';
import type { UsualChange } from '../../../src/domain/server/server-defaults.ts';
import { valueWords } from '../../../src/words/server/rule-values.ts';
import type { Words } from '../../../src/words/words.ts';
import type { DrawPage, Settings } from './panel.ts';
import { press, row, text } from './parts.ts';

/** What is taken where nothing is chosen, with the form that changes it. */
export const drawUsual: DrawPage = ({ request: { words }, settings }) => [
  text(`### ${words.say('rule.name.defaults')}`),
  text(
    [
      line(words, 'defaults', valueWords(words, { rule: 'defaults', value: settings.defaults })),
      line(words, 'askAbove', valueWords(words, { rule: 'askAbove', value: settings.askAbove })),
      line(words, 'keepDays', valueWords(words, { rule: 'keepDays', value: settings.keepDays })),
    ].join('\n'),
  ),
  row(press('panel', 'rules', words.say('panel.all')), press('panel-form', 'defaults', words.say('panel.fill-in'))),
];

const line = (words: Words, rule: 'defaults' | 'askAbove' | 'keepDays', values: readonly string[]) =>
  words.say('panel.rule', {
    rule: words.say(`rule.name.${rule}`),
    value: values.length === 0 ? words.say(`panel.usual.${rule}`) : values.join(', '),
  });

/** What is left empty in it is as if it were not set. */
export const usualForm = (words: Words, settings: Settings): APIModalInteractionResponseCallbackData => ({
  custom_id: encodeCustomId({ kind: 'panel-form', part: 'defaults' }),
  title: words.say('panel.form.usual'),
  components: [
    field(words.say('panel.form.model'), 'model', settings.defaults?.model, 100),
    field(words.say('panel.form.size'), 'size', settings.defaults?.size, 40),
    field(words.say('panel.form.quality'), 'quality', settings.defaults?.quality, 20),
    field(words.say('panel.form.ask-above'), 'ask-above', dollars(settings.askAbove), 20),
    field(words.say('panel.form.keep-days'), 'keep-days', settings.keepDays?.toString(), 6),
  ],
});

const dollars = (amount: number | null | undefined) => (amount == null ? undefined : String(amount / perUsd));

const field = (label: string, name: string, value: string | undefined, most: number): APILabelComponent => ({
  type: ComponentType.Label,
  label,
  component: {
    type: ComponentType.TextInput,
    custom_id: name,
    style: TextInputStyle.Short,
    required: false,
    max_length: most,
    ...(value === undefined ? {} : { value }),
  },
});

/** What was filled in; or which field makes no sense. */
export function usualIn(fields: FormFields): UsualChange | 'ask-above' | 'keep-days' {
  const askAbove = numberIn(fields.text('ask-above'));
  if (askAbove === null || (askAbove !== undefined && askAbove > mostDollars)) return 'ask-above';
  const keepDays = numberIn(fields.text('keep-days'));
  if (keepDays === null || (keepDays !== undefined && !isDays(keepDays))) return 'keep-days';
  const model = fields.text('model')?.trim();
  return {
    model: model === undefined || model === '' ? undefined : modelId(model),
    size: fields.text('size')?.trim(),
    quality: fields.text('quality')?.trim().toLowerCase(),
    askAbove: askAbove === undefined ? undefined : microUsd(askAbove),
    keepDays,
  };
}

/** Undefined: nothing was filled in; null: it is none. A comma is as good as a point. */
function numberIn(typed: string | undefined): number | undefined | null {
  const plain = typed?.trim().replace(',', '.');
  if (plain === undefined || plain === '') return undefined;
  return /^\d{1,9}(\.\d{1,6})?$/.test(plain) ? Number(plain) : null;
}

const isDays = (days: number) => Number.isInteger(days) && days >= 1 && days <= 3650;
const mostDollars = 1_000_000;
