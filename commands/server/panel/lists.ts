import { isSnowflake } from '../../../src/discord/kit/snowflake.ts';
import { channelId, modelId, roleId, userId } from '../../../src/domain/ids.ts';
import {
  chooseTrusted,
  chooseChannels as withChannels,
  chooseModels as withModels,
  chooseRoles as withRoles,
} from '../../../src/domain/server/choose-rules.ts';
import { roleWords } from '../../../src/words/server/names.ts';
import { modelRuleWords, valueWords } from '../../../src/words/server/rule-values.ts';
import { firstOf, type Words } from '../../../src/words/words.ts';
import { suggest } from '../../suggestions.ts';
import { type Act, type DrawPage, pageOf, type Settings } from './panel.ts';
import {
  choose,
  chooseChannels,
  chooseMembers,
  chooseRoles,
  mostShown,
  type Piece,
  press,
  row,
  text,
} from './parts.ts';

// Rules that are lists. A select shows 25 entries and those that are chosen: whatever is left chosen stays.

const shownOf = <Id>(ids: readonly Id[], about: string | undefined): readonly Id[] =>
  ids.slice((pageOf(about) - 1) * mostShown, pageOf(about) * mostShown);

/** From the list that is longer; there is always room for one more. */
const pagesOf = (...lists: readonly (readonly unknown[])[]): number =>
  Math.floor(Math.max(...lists.map(({ length }) => length)) / mostShown) + 1;

/** To all rules, and to the page before and after. */
function below(words: Words, name: string, about: string | undefined, pages: number, clear?: string): Piece {
  const page = pageOf(about);
  return row(
    press('panel', 'rules', words.say('panel.all')),
    ...(page > 1 ? [press('panel', `${name}.${page - 1}`, words.say('button.back'))] : []),
    ...(page < pages ? [press('panel', `${name}.${page + 1}`, words.say('button.next'))] : []),
    ...(clear === undefined ? [] : [press('panel-set', clear, words.say('button.clear'))]),
  );
}

const heading = (words: Words, title: string, values: readonly string[], usual: string): Piece =>
  text(`### ${title}\n${values.length === 0 ? usual : firstOf(words, values, mostListed)}`);

const mostListed = 40;

export const drawChannels: DrawPage = ({ request: { words }, settings: { channels } }, about) => {
  const { allowed, denied } = channels ?? { allowed: [], denied: [] };
  const page = pageOf(about);
  return [
    heading(
      words,
      words.say('rule.name.channels'),
      valueWords(words, { rule: 'channels', value: channels }),
      words.say('panel.usual.channels'),
    ),
    text(words.say('panel.channels.how')),
    text(words.say('panel.channels.allowed')),
    chooseChannels(`channels-allowed.${page}`, words.say('panel.channels.allowed'), shownOf(allowed, about)),
    text(words.say('panel.channels.denied')),
    chooseChannels(`channels-denied.${page}`, words.say('panel.channels.denied'), shownOf(denied, about)),
    below(words, 'channels', about, pagesOf(allowed, denied), channels === undefined ? undefined : 'channels-clear'),
  ];
};

export const drawRoles: DrawPage = ({ request: { words }, settings: { roles = [] } }, about) => [
  heading(
    words,
    words.say('rule.name.roles'),
    valueWords(words, { rule: 'roles', value: roles }),
    words.say('panel.usual.roles'),
  ),
  text(words.say('panel.roles.how')),
  chooseRoles(`roles.${pageOf(about)}`, words.say('panel.roles.choose'), shownOf(roles, about)),
  below(words, 'roles', about, pagesOf(roles), roles.length === 0 ? undefined : 'roles-clear'),
];

/** `about`: the role whose models are shown; nothing said: everybody's. */
export const drawModels: DrawPage = ({ request: { words, services }, guild, settings: { models = [] } }, named) => {
  // Discord's role for everybody has the server's own id.
  const about = named === `${guild}` ? undefined : named;
  const role = about === undefined ? null : roleId(about);
  const own = new Set(models.filter((each) => each.role === role).map(({ model }) => `${model}`));
  const offered = suggest(words, services.complete.everyModel(), '').map(({ value, name }) => ({
    value,
    label: name,
    chosen: own.has(value),
  }));
  const who = role === null ? words.say('panel.models.everybody') : words.say('panel.models.role');
  return [
    heading(
      words,
      words.say('rule.name.models'),
      models.map((each) => modelRuleWords(words, each)),
      words.say('panel.usual.models'),
    ),
    text(role === null ? words.say('panel.models.how') : words.say('panel.models.of-role', { role: roleWords(role) })),
    ...(offered.length === 0 ? [] : [choose(about === undefined ? 'models' : `models.${about}`, who, offered, true)]),
    text(words.say('panel.models.choose-role')),
    chooseRoles('models-role', words.say('panel.models.choose-role'), about === undefined ? [] : [about], 1),
    below(words, 'models', undefined, 1, models.length === 0 ? undefined : 'models-clear'),
  ];
};

export const drawTrusted: DrawPage = ({ request: { words }, settings: { trusted = [] } }, about) => [
  heading(
    words,
    words.say('rule.name.trusted'),
    valueWords(words, { rule: 'trusted', value: trusted }),
    words.say('panel.usual.trusted'),
  ),
  text(words.say('panel.trusted.how')),
  ...(trusted.length === 0
    ? []
    : [chooseMembers(`trusted.${pageOf(about)}`, words.say('panel.trusted.choose'), shownOf(trusted, about))]),
  below(words, 'trusted', about, pagesOf(trusted)),
];

const channelsAct = (kind: 'allowed' | 'denied'): Act => ({
  takes: isSnowflake,
  change: (settings, { values, before }) =>
    withChannels(settings, kind, { shown: before.map(channelId), chosen: values.map(channelId) }),
  next: (_values, about) => `channels.${pageOf(about)}`,
});

const clearing = (rule: 'channels' | 'roles' | 'models'): Act => ({
  change: (settings): Settings => ({ ...settings, [rule]: undefined }),
  next: () => rule,
});

export const listActs: Readonly<Record<string, Act>> = {
  'channels-allowed': channelsAct('allowed'),
  'channels-denied': channelsAct('denied'),
  'channels-clear': clearing('channels'),
  roles: {
    takes: isSnowflake,
    change: (settings, { values, before }) =>
      withRoles(settings, { shown: before.map(roleId), chosen: values.map(roleId) }),
    next: (_values, about) => `roles.${pageOf(about)}`,
  },
  'roles-clear': clearing('roles'),
  models: {
    takes: (value, { complete }) => complete.everyModel().some((each) => each.value === value),
    change: (settings, { values, before }, about) =>
      withModels(settings, about === undefined ? null : roleId(about), {
        shown: before.map(modelId),
        chosen: values.map(modelId),
      }),
    next: (_values, about) => (about === undefined ? 'models' : `models.${about}`),
  },
  // Shows whose they are; nothing is changed by that.
  'models-role': {
    takes: isSnowflake,
    change: (settings) => settings,
    next: ([role]) => (role === undefined ? 'models' : `models.${role}`),
  },
  'models-clear': clearing('models'),
  trusted: {
    takes: isSnowflake,
    change: (settings, { values, before }) =>
      chooseTrusted(settings, { shown: before.map(userId), chosen: values.map(userId) }),
    next: (_values, about) => `trusted.${pageOf(about)}`,
  },
};
