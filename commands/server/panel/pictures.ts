import { othersChoices, photosChoices, repliesChoices } from '../../../src/domain/server/server-rules.ts';
import type { Act, DrawPage, Settings } from './panel.ts';
import { choose, press, row, section, text } from './parts.ts';

/** What members may do with pictures, and how they are shown. */
export const drawPictures: DrawPage = ({ request: { words }, settings }) => {
  const choices = <Value extends string>(
    rule: string,
    values: readonly Value[],
    set: Value,
    named: (value: Value) => string,
  ) =>
    choose(
      rule,
      rule,
      values.map((value) => ({ value, label: named(value), chosen: value === set })),
    );
  const lit = (rule: 'threads' | 'spoiler') => {
    const isOn = settings[rule] === true;
    const said = words.say('panel.rule', {
      rule: words.say(`rule.name.${rule}`),
      value: words.say(isOn ? 'rule.value.on' : 'rule.value.off'),
    });
    return section(
      said,
      press('panel-set', `${rule}.${isOn ? 0 : 1}`, words.say(isOn ? 'panel.turn-off' : 'panel.turn-on')),
    );
  };
  return [
    text(`### ${words.say('panel.pictures')}`),
    text(words.say('rule.name.replies')),
    choices('replies', repliesChoices, settings.replies ?? 'edit', (value) => words.say(`panel.replies.${value}`)),
    text(words.say('rule.name.others')),
    choices('others', othersChoices, settings.others ?? 'on', (value) => words.say(`panel.others.${value}`)),
    text(words.say('rule.name.photos')),
    choices('photos', photosChoices, settings.photos ?? 'everywhere', (value) => words.say(`panel.photos.${value}`)),
    lit('threads'),
    lit('spoiler'),
    row(press('panel', 'rules', words.say('panel.all'))),
  ];
};

/** One of a closed list: the first is as if nothing were set. */
function choosing<Rule extends 'replies' | 'others' | 'photos'>(
  rule: Rule,
  choices: readonly NonNullable<Settings[Rule]>[],
): Act {
  return {
    change(settings, { values: [chosen] }) {
      const value = choices.find((each) => each === chosen);
      if (value === undefined) return settings;
      return { ...settings, [rule]: value === choices[0] ? undefined : value };
    },
    next: () => 'pictures',
  };
}

const turning = (rule: 'threads' | 'spoiler'): Act => ({
  change: (settings, _chosen, about) => ({ ...settings, [rule]: about === '1' ? true : undefined }),
  next: () => 'pictures',
});

export const pictureActs: Readonly<Record<string, Act>> = {
  replies: choosing('replies', repliesChoices),
  others: choosing('others', othersChoices),
  photos: choosing('photos', photosChoices),
  threads: turning('threads'),
  spoiler: turning('spoiler'),
};
