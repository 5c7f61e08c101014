import { expect, test } from 'vitest';
import { channelId, modelId, roleId, userId } from '../../../src/domain/ids.ts';
import {
  allowChannel,
  allowModel,
  allowRole,
  clearModels,
  denyChannel,
  distrust,
} from '../../../src/domain/server/edit-rules.ts';
import type { ServerRules } from '../../../src/domain/server/server-rules.ts';

const nothing: ServerRules = {};
const [one, other] = [channelId('1'), channelId('2')];
const [gpt, vip] = [modelId('gpt'), roleId('3')];

test('of a channel that is allowed and denied, the last said holds, and once', () => {
  const allowed = allowChannel(allowChannel(denyChannel(nothing, one), one), one);
  expect(allowed.channels).toEqual({ allowed: [one], denied: [] });
  expect(denyChannel(allowChannel(allowed, other), one).channels).toEqual({ allowed: [other], denied: [one] });
});

test('a role is named once', () => {
  expect(allowRole(allowRole(nothing, vip), vip).roles).toEqual([vip]);
});

test('a model is named once for everybody and once for each role, and cleared by role or altogether', () => {
  const rules = allowModel(allowModel(allowModel(nothing, gpt, null), gpt, vip), gpt, vip);
  expect(rules.models).toEqual([
    { model: gpt, role: null },
    { model: gpt, role: vip },
  ]);
  expect(clearModels(rules, vip).models).toEqual([{ model: gpt, role: null }]);
  expect(clearModels(rules, null).models).toEqual([{ model: gpt, role: vip }]);
  expect(clearModels(rules, undefined).models).toBeUndefined();
  expect(clearModels(clearModels(rules, vip), null).models).toBeUndefined();
});

test('who is trusted no more is taken out of the list', () => {
  const [ada, ben] = [userId('5'), userId('6')];
  expect(distrust({ ...nothing, trusted: [ada, ben] }, ada).trusted).toEqual([ben]);
  expect(distrust(nothing, ada).trusted).toEqual([]);
});
