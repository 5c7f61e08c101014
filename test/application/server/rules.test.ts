import { expect, test } from 'vitest';
import { address, sampleJob, sampleRequest } from '../../../scripts/sample-records.ts';
import { createRulesOfServers } from '../../../src/application/server/rules.ts';
import { guildId, jobId, userId, versionId } from '../../../src/domain/ids.ts';
import { noSettings } from '../../../src/storage/records/guild-settings.ts';
import { openStores } from '../stage.ts';

const strict = guildId('7001');
const [ada, ben] = [address.asker, userId('51')];
const refused = { code: 'server_rule', rule: 'others' };

/** Real stores, and a server where nobody may use others' pictures; no other has a rule. */
async function stageRules() {
  const stores = await openStores();
  const settings = {
    read: async (guild: string) => (guild === strict ? { ...noSettings, others: 'off' as const } : noSettings),
  };
  return {
    ...stores,
    rules: createRulesOfServers({ ...stores, settings, messenger: { findPlace: async () => null } }),
  };
}

const asker = (guild: typeof strict | null, user: typeof ada) => ({
  guild,
  user,
  channel: address.channel,
  parent: null,
});
const version = (id: string) => ({ kind: 'version', version: versionId(id) }) as const;
const picture = (owner: typeof ada) =>
  ({ kind: 'picture', picture: { id: '1', url: 'https://cdn.example/1', filename: '1.png', owner } }) as const;

test('an uploaded picture is whoever’s sent it', async () => {
  const { rules } = await stageRules();
  expect(await rules.refusal(asker(strict, ada), { sources: [picture(ada)] })).toBeNull();
  expect(await rules.refusal(asker(strict, ada), { sources: [picture(ada), picture(ben)] })).toEqual(refused);
});

test('a version is its owner’s, whatever it was made from', async () => {
  const { rules, keepVersion } = await stageRules();
  await keepVersion('5-0-0', { owner: ben, sources: [] });
  await keepVersion('6-0-0', { owner: ada, sources: [versionId('5-0-0')] });
  expect(await rules.refusal(asker(strict, ada), { sources: [version('6-0-0')] })).toBeNull();
  expect(await rules.refusal(asker(strict, ben), { sources: [version('6-0-0')] })).toEqual(refused);
  expect(await rules.refusal(asker(strict, ada), { sources: [version('5-0-0')] })).toEqual(refused);
});

test('another member’s picture that was imported privately stays that member’s', async () => {
  const { rules, keepVersion } = await stageRules();
  await keepVersion('5-0-0', { kind: 'imported', owner: ada, sentBy: ben, audience: 'asker', sources: [] });
  expect(await rules.refusal(asker(strict, ada), { sources: [version('5-0-0')] })).toEqual(refused);
});

test('what is still being made is its asker’s', async () => {
  const { rules, journal } = await stageRules();
  await journal.accept(sampleJob('100'), [sampleRequest('100', 0)], {
    asked: { images: 0, usd: 0 },
    constraints: [],
  });
  const inHand = { kind: 'job', job: jobId('100') } as const;
  expect(await rules.refusal(asker(strict, ada), { sources: [inHand] })).toBeNull();
  expect(await rules.refusal(asker(strict, ben), { sources: [inHand] })).toEqual(refused);
});

test('what is gone is nobody’s: that it is gone is said instead', async () => {
  const { rules } = await stageRules();
  const gone = [version('9-0-0'), { kind: 'job', job: jobId('9') }] as const;
  expect(await rules.refusal(asker(strict, ada), { sources: gone })).toBeNull();
});

test('other servers and direct messages have no such rule, and words alone are against none', async () => {
  const { rules } = await stageRules();
  expect(await rules.refusal(asker(guildId('7002'), ada), { sources: [picture(ben)] })).toBeNull();
  expect(await rules.refusal(asker(null, ada), { sources: [picture(ben)] })).toBeNull();
  expect(await rules.refusal(asker(strict, ada), { sources: [] })).toBeNull();
});
