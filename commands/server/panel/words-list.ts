import { type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from 'discord.js';
import { encodeCustomId } from '../../../src/discord/kit/custom-id.ts';
import { blocklistActions, noBlocklist } from '../../../src/domain/server/blocklist.ts';
import { unblock } from '../../../src/domain/server/choose-rules.ts';
import type { Words } from '../../../src/words/words.ts';
import { type Act, type DrawPage, pageOf } from './panel.ts';
import { choose, mostShown, press, row, text } from './parts.ts';

/** Words that a request may not have in it: 25 on a page, of which those chosen are taken away. */
export const drawBlocklist: DrawPage = ({ request: { words }, settings: { blocklist = noBlocklist } }, about) => {
  const { entries, action } = blocklist;
  const pages = Math.max(1, Math.ceil(entries.length / mostShown));
  const page = Math.min(pageOf(about), pages);
  const shown = entries.slice((page - 1) * mostShown, page * mostShown);
  const options = shown.map((entry) => ({ value: entry, label: entry, chosen: false }));
  const actions = blocklistActions.map((each) => ({
    value: each,
    label: words.say(`panel.blocklist.${each}`),
    chosen: each === action,
  }));
  return [
    text(`### ${words.say('rule.name.blocklist')}\n${words.say('panel.blocklist.how', { count: entries.length })}`),
    ...(options.length === 0 ? [] : [choose(`unblock.${page}`, words.say('panel.blocklist.remove'), options, true)]),
    choose('block-action', words.say('panel.blocklist.action'), actions),
    row(
      press('panel', 'rules', words.say('panel.all')),
      ...(page > 1 ? [press('panel', `blocklist.${page - 1}`, words.say('button.back'))] : []),
      ...(page < pages ? [press('panel', `blocklist.${page + 1}`, words.say('button.next'))] : []),
      press('panel-form', 'blocklist', words.say('panel.blocklist.add')),
    ),
  ];
};

export const blocklistActs: Readonly<Record<string, Act>> = {
  unblock: {
    change: (settings, { values }) => unblock(settings, values),
    next: (_values, about) => `blocklist.${pageOf(about)}`,
  },
  'block-action': {
    change(settings, { values: [chosen] }) {
      const action = blocklistActions.find((each) => each === chosen);
      return action === undefined
        ? settings
        : { ...settings, blocklist: { ...(settings.blocklist ?? noBlocklist), action } };
    },
    next: () => 'blocklist',
  },
};

/** Asks for more of them. */
export const blocklistForm = (words: Words): APIModalInteractionResponseCallbackData => ({
  custom_id: encodeCustomId({ kind: 'panel-form', part: 'blocklist' }),
  title: words.say('panel.blocklist.add'),
  components: [
    {
      type: ComponentType.Label,
      label: words.say('panel.form.words'),
      description: words.say('panel.form.words.hint'),
      component: {
        type: ComponentType.TextInput,
        custom_id: 'words',
        style: TextInputStyle.Paragraph,
        required: true,
        max_length: 4000,
      },
    },
  ],
});
