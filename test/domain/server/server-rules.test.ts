import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { channelId, modelId, roleId, userId } from '../../../src/domain/ids.ts';
import { modelsFor, type RulePlace, ruleAgainst, type Wanted } from '../../../src/domain/server/rule-against.ts';
import type { ModelRule, ServerRules } from '../../../src/domain/server/server-rules.ts';

const [ada, ben, mia] = [userId('1'), userId('2'), userId('3')];
const [general, thread, category, other] = [channelId('10'), channelId('11'), channelId('12'), channelId('13')];
const [vip, artist, everyone] = [roleId('20'), roleId('21'), roleId('22')];
const [gpt, nano, flux] = [modelId('gpt'), modelId('nano'), modelId('flux')];

const inThread: RulePlace = { channel: thread, parent: general, category, isAgeRestricted: false };
const wanting = (changes: Partial<Wanted> = {}): Wanted => ({
  user: ada,
  roles: [everyone],
  place: inThread,
  owners: [],
  usesPhotos: false,
  ...changes,
});

test('where nothing is set, everybody may do all', () => {
  const all = wanting({ owners: [ben], usesPhotos: true, model: gpt, place: { channel: thread, parent: null } });
  expect(ruleAgainst({}, all)).toBeNull();
  expect(ruleAgainst({ channels: { allowed: [], denied: [] }, roles: [], models: [] }, all)).toBeNull();
  expect(ruleAgainst({ others: 'on', photos: 'everywhere' }, all)).toBeNull();
});

describe('channels', () => {
  const refused = (allowed: readonly string[] = []) => ({ rule: 'channels', allowed });

  test.each([
    ['itself allowed', [thread], [], null],
    ['its channel allowed', [general], [], null],
    ['its category allowed', [category], [], null],
    ['another allowed', [other], [], refused([other])],
    ['another denied', [], [other], null],
    ['itself denied', [], [thread], refused()],
    ['its channel denied', [], [general], refused()],
    ['its category denied', [], [category], refused()],
    ['its category allowed and its channel denied', [category], [general], refused([category])],
    ['its channel allowed and its category denied', [general], [category], refused([general])],
    ['itself both', [thread, other], [thread], refused([other])],
  ] as const)('a thread with %s', (_what, allowed, denied, answer) => {
    expect(ruleAgainst({ channels: { allowed, denied } }, wanting())).toEqual(answer);
  });

  test('a category that nobody knows allows nothing, and denies nothing', () => {
    const wanted = wanting({ place: { channel: general, parent: null } });
    expect(ruleAgainst({ channels: { allowed: [category], denied: [] } }, wanted)).toEqual(refused([category]));
    expect(ruleAgainst({ channels: { allowed: [], denied: [category] } }, wanted)).toBeNull();
    expect(ruleAgainst({ channels: { allowed: [general], denied: [category] } }, wanted)).toBeNull();
  });
});

test.each([
  ['none is named', [], [everyone], null],
  ['theirs is named', [vip, artist], [artist, everyone], null],
  ['only others are', [artist, vip], [everyone], { rule: 'roles', allowed: [vip, artist] }],
  ['everybody’s is', [vip, everyone], [everyone], null],
] as const)('roles: a member, where %s', (_what, roles, own, answer) => {
  expect(ruleAgainst({ roles }, wanting({ roles: own }))).toEqual(answer);
});

describe('models', () => {
  const rules = (...models: readonly ModelRule[]): ServerRules => ({ models });
  const forAll = { model: gpt, role: null };
  const forVip = { model: nano, role: vip };

  test.each([
    ['nothing named', rules(), nano, [], null],
    ['one named for everybody', rules(forAll), gpt, [], null],
    ['another named for everybody', rules(forAll), nano, [], { rule: 'models', model: nano, allowed: [gpt] }],
    ['it named for a role of theirs', rules(forAll, forVip), nano, [vip], null],
    ['everybody’s beside their role’s', rules(forAll, forVip), gpt, [vip], null],
    [
      'it named for another role',
      rules(forAll, forVip),
      nano,
      [artist],
      { rule: 'models', model: nano, allowed: [gpt] },
    ],
    ['all named for other roles', rules(forVip), gpt, [], { rule: 'models', model: gpt, allowed: [] }],
    ['no model chosen yet', rules(forVip), undefined, [], null],
  ] as const)('with %s', (_what, set, model, roles, answer) => {
    expect(ruleAgainst(set, wanting({ model, roles: [...roles, everyone] }))).toEqual(answer);
  });

  test('what is left to choose from', () => {
    expect(modelsFor({}, [everyone])).toBeNull();
    expect(modelsFor(rules(forVip, forAll, { model: flux, role: artist }), [vip, everyone])).toEqual([gpt, nano]);
  });
});

describe('others: off', () => {
  test.each([
    ['words alone', [], null],
    ['one’s own picture', [ada], null],
    ['several of one’s own', [ada, ada], null],
    ['another member’s picture', [ben], { rule: 'others' }],
    ['another member’s among one’s own, as a reference', [ada, ben], { rule: 'others' }],
    ['pictures of two others', [ben, mia], { rule: 'others' }],
  ] as const)('for %s', (_what, owners, answer) => {
    expect(ruleAgainst({ others: 'off' }, wanting({ owners }))).toEqual(answer);
  });
});

test.each([
  ['a photo in a place that is age-restricted', true, true, null],
  ['a photo in one that is not', true, false, { rule: 'photos' }],
  ['a photo where nobody knows', true, undefined, { rule: 'photos' }],
  ['no photo', false, false, null],
] as const)('photos: age-restricted, and %s', (_what, usesPhotos, isAgeRestricted, answer) => {
  const wanted = wanting({ usesPhotos, place: { ...inThread, isAgeRestricted } });
  expect(ruleAgainst({ photos: 'age-restricted' }, wanted)).toEqual(answer);
});

// Laws, over all that may be set and wanted.

/** All that the decision knows, each of it set. */
type SetRules = {
  readonly [Name in 'channels' | 'roles' | 'models' | 'others' | 'photos']: NonNullable<ServerRules[Name]>;
};

const some = <Value>(...values: readonly Value[]) => fc.uniqueArray(fc.constantFrom(...values), { maxLength: 4 });
const channels = some(general, thread, category, other);
const anyRules: fc.Arbitrary<SetRules> = fc.record({
  channels: fc.record({ allowed: channels, denied: channels }),
  roles: some(vip, artist, everyone),
  models: fc.uniqueArray(
    fc.record({ model: fc.constantFrom(gpt, nano, flux), role: fc.constantFrom(null, vip, artist) }),
    { maxLength: 4, selector: ({ model, role }) => `${model} ${role}` },
  ),
  others: fc.constantFrom('on', 'off'),
  photos: fc.constantFrom('everywhere', 'age-restricted'),
});
const anyWanted: fc.Arbitrary<Wanted> = fc.record({
  user: fc.constantFrom(ada, ben),
  roles: some(vip, artist).map((roles) => [...roles, everyone]),
  place: fc.record({
    channel: fc.constantFrom(general, thread),
    parent: fc.constantFrom(null, general),
    category: fc.constantFrom(null, undefined, category),
    isAgeRestricted: fc.constantFrom(true, false, undefined),
  }),
  model: fc.constantFrom(undefined, gpt, nano, flux),
  owners: fc.array(fc.constantFrom(ada, ben, mia), { maxLength: 4 }),
  usesPhotos: fc.boolean(),
});

const turned = <Value>(list: readonly Value[]): Value[] => list.toReversed();

test('the answer never depends on the order of anything', () => {
  fc.assert(
    fc.property(anyRules, anyWanted, (rules, wanted) => {
      const { channels: set, roles, models } = rules;
      const shuffled = {
        ...rules,
        channels: { allowed: turned(set.allowed), denied: turned(set.denied) },
        roles: turned(roles),
        models: turned(models),
      };
      const asked = { ...wanted, roles: turned(wanted.roles), owners: turned(wanted.owners) };
      expect(ruleAgainst(shuffled, asked)).toEqual(ruleAgainst(rules, wanted));
    }),
  );
});

/** Every set of rules that is stricter by one step: one more is denied, one less allowed while some remain, and so on. */
function* stricter(rules: SetRules): Iterable<ServerRules> {
  const { channels: set, roles, models } = rules;
  const without = <Value>(list: readonly Value[]) =>
    list.length < 2 ? [] : list.map((each) => list.filter((kept) => kept !== each));
  for (const id of [general, thread, category, other])
    yield { ...rules, channels: { ...set, denied: [...set.denied, id] } };
  for (const allowed of without(set.allowed)) yield { ...rules, channels: { ...set, allowed } };
  if (set.allowed.length === 0) yield { ...rules, channels: { ...set, allowed: [general] } };
  for (const fewer of without(roles)) yield { ...rules, roles: fewer };
  if (roles.length === 0) yield { ...rules, roles: [vip] };
  for (const fewer of without(models)) yield { ...rules, models: fewer };
  if (models.length === 0) yield { ...rules, models: [{ model: gpt, role: null }] };
  for (const [index, rule] of models.entries())
    if (rule.role === null) yield { ...rules, models: models.with(index, { ...rule, role: vip }) };
  yield { ...rules, others: 'off' as const };
  yield { ...rules, photos: 'age-restricted' as const };
}

test('a stricter server never allows more', () => {
  fc.assert(
    fc.property(anyRules, anyWanted, (rules, wanted) => {
      if (ruleAgainst(rules, wanted) === null) return;
      for (const each of stricter(rules)) expect(ruleAgainst(each, wanted)).not.toBeNull();
    }),
  );
});

test('nothing that becomes known of a request makes it allowed', () => {
  fc.assert(
    fc.property(anyRules, anyWanted, anyWanted, (rules, wanted, more) => {
      const early = { ...wanted, model: undefined, owners: [], usesPhotos: false };
      if (ruleAgainst(rules, early) === null) return;
      const { model, owners, usesPhotos } = more;
      expect(ruleAgainst(rules, { ...early, model, owners, usesPhotos })).not.toBeNull();
    }),
  );
});

test('a role more never takes anything away', () => {
  fc.assert(
    fc.property(anyRules, anyWanted, fc.constantFrom(vip, artist), (rules, wanted, role) => {
      if (ruleAgainst(rules, wanted) !== null) return;
      expect(ruleAgainst(rules, { ...wanted, roles: [role, ...wanted.roles] })).toBeNull();
    }),
  );
});
