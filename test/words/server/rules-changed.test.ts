import { expect, test } from 'vitest';
import { channelId, modelId, roleId, userId } from '../../../src/domain/ids.ts';
import { changesBetween, type SetRules } from '../../../src/domain/server/rule-change.ts';
import { rulesChanged } from '../../../src/words/server/rules-changed.ts';
import { english } from '../../../src/words/words.ts';

const nothing: SetRules = { limits: [], unreadable: [], logChannel: null };
const [general, art] = [channelId('1'), channelId('2')];
const vip = roleId('3');

/** What the log channel reads of it, without who did it. */
const told = (before: Partial<SetRules>, after: Partial<SetRules>) =>
  rulesChanged(english(), userId('50'), changesBetween({ ...nothing, ...before }, { ...nothing, ...after }))
    .split('\n')
    .slice(1);

test('who changed it stands above, and pings nobody by its words alone', () => {
  expect(rulesChanged(english(), userId('50'), [])).toBe('<@50> changed the rules of this server:');
});

const perDay = { subject: { kind: 'guild' }, unit: 'images', per: 'day', amount: 5 } as const;

test.each<[Partial<SetRules>, Partial<SetRules>, string]>([
  [{}, { channels: { allowed: [general], denied: [art] } }, '- Channels: nothing set → <#1> allowed and <#2> denied'],
  [{ roles: [vip] }, {}, '- Roles that may use me: <@&3> → nothing set'],
  [{}, { models: [{ model: modelId('m'), role: vip }] }, '- Models: nothing set → `m` for <@&3>'],
  [
    { models: [{ model: modelId('m'), role: null }] },
    {
      models: [
        { model: modelId('m'), role: null },
        { model: modelId('n'), role: null },
      ],
    },
    '- Models: the rest as before → `n` for everybody',
  ],
  [{ others: 'on' }, { others: 'off' }, "- Use of each other's pictures: `on` → `off`"],
  [
    {},
    { photos: 'age-restricted' },
    '- Where pictures that members send may be edited: nothing set → `age-restricted`',
  ],
  [{ replies: 'ask' }, {}, '- Replies to pictures: `ask` → nothing set'],
  [{ threads: true }, { threads: false }, '- A thread for each new picture: on → off'],
  [{}, { spoiler: true }, '- Every picture covered: nothing set → on'],
  [{ keepDays: 1 }, { keepDays: 30 }, '- Pictures are kept: 1 day → 30 days'],
  [{}, { askAbove: 250_000 }, '- Asked first above: nothing set → $0.25'],
  [{ trusted: [userId('9')] }, {}, '- Trusted members: <@9> → nothing set'],
  [{}, { audit: { channel: art, prompts: true } }, '- Audit: nothing set → <#2>, with prompts'],
  [
    {},
    { blocklist: { entries: ['a*b'], action: 'warn' } },
    '- Blocked words: nothing set → a\\*b and requests with them made, with a warning',
  ],
  [
    {},
    { defaults: { model: modelId('m'), size: '16:9', quality: 'high' } },
    '- Taken where nothing is chosen: nothing set → model `m`, size 16:9 and quality `high`',
  ],
  [{ limits: [perDay] }, {}, '- Limits: the whole server: 5 pictures a day → nothing set'],
  [
    { unreadable: [{}] },
    {},
    '- Limits that cannot be read: an entry that cannot be read, and binds nobody → nothing set',
  ],
  [{ logChannel: general }, { logChannel: art }, '- Log channel: <#1> → <#2>'],
])('%j → %j', (before, after, line) => {
  expect(told(before, after)).toEqual([line]);
});

test('however much changes at once, it fits one message', () => {
  const channels = Array.from({ length: 400 }, (_, index) => channelId(String(10 ** 19 + index)));
  const entries = channels.map(() => '*'.repeat(200));
  const said = rulesChanged(
    english(),
    userId('50'),
    changesBetween(nothing, {
      ...nothing,
      channels: { allowed: channels, denied: [] },
      blocklist: { entries, action: 'report' },
      models: channels.map((each) => ({ model: modelId('m'.repeat(80)), role: roleId(each) })),
    }),
  );
  expect(said.length).toBeLessThanOrEqual(2000);
  expect(said).toContain('more');
});
