import { describe, expect, test } from 'vitest';
import { address, sampleJob, sampleRequest } from '../../../scripts/sample-records.ts';
import { createRulesOfServers, type RuleUse } from '../../../src/application/server/rules.ts';
import { channelId, guildId, jobId, originalId, userId, versionId } from '../../../src/domain/ids.ts';
import type { RulePlace } from '../../../src/domain/server/rule-against.ts';
import type { ServerRules } from '../../../src/domain/server/server-rules.ts';
import { noSettings } from '../../../src/storage/records/server/guild-settings.ts';
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

describe('where a rule asks for what nobody told of a place', () => {
  const category = channelId('90');
  const stageFinding = async (set: ServerRules, found: RulePlace | null) => {
    const stores = await openStores();
    const asked: string[] = [];
    const messenger = {
      findPlace: async (channel: string) => {
        asked.push(channel);
        return found;
      },
    };
    const settings = { read: async () => ({ ...noSettings, ...set }) };
    return { asked, rules: createRulesOfServers({ ...stores, settings, messenger }) };
  };
  const found = { channel: address.channel, parent: null, category, isAgeRestricted: true };
  const allowing = { channels: { allowed: [category], denied: [] } };

  test('Discord is asked, once', async () => {
    const { rules, asked } = await stageFinding(allowing, found);
    const here = await rules.here(asker(strict, ada));
    expect([await here.refusal(), await here.refusal({ sources: [picture(ada)] })]).toEqual([null, null]);
    expect(asked).toEqual([address.channel]);
  });

  test('it is denied what only an allowed category would open, if Discord does not say', async () => {
    const { rules } = await stageFinding(allowing, null);
    expect(await rules.refusal(asker(strict, ada))).toMatchObject({ rule: 'channels' });
    const denying = await stageFinding({ channels: { allowed: [], denied: [category] } }, null);
    expect(await denying.rules.refusal(asker(strict, ada))).toBeNull();
  });

  test('whether it is age-restricted is asked where photos are bound to that', async () => {
    const { rules, asked } = await stageFinding({ photos: 'age-restricted' }, found);
    expect(await rules.refusal(asker(strict, ada), { sources: [picture(ada)] })).toBeNull();
    const closed = await stageFinding({ photos: 'age-restricted' }, null);
    expect(await closed.rules.refusal(asker(strict, ada), { sources: [picture(ada)] })).toMatchObject({
      rule: 'photos',
    });
    expect(asked).toHaveLength(1);
  });

  test('nobody is asked where it is known, or no rule speaks of it', async () => {
    const { rules, asked } = await stageFinding(allowing, null);
    expect(await rules.refusal({ ...asker(strict, ada), category, isAgeRestricted: false })).toBeNull();
    const free = await stageFinding({ others: 'off' }, null);
    await free.rules.refusal(asker(strict, ada));
    expect([asked, free.asked]).toEqual([[], []]);
  });
});

test('a photo is what was sent or brought along: an upload, an imported version, a character of one', async () => {
  const stores = await openStores();
  const settings = { read: async () => ({ ...noSettings, photos: 'age-restricted' as const }) };
  const rules = createRulesOfServers({ ...stores, settings, messenger: { findPlace: async () => null } });
  await stores.keepVersion('5-0-0', { kind: 'imported', sources: [] });
  await stores.keepVersion('6-0-0', { sources: [versionId('5-0-0')] });
  const use = (what: RuleUse) => rules.refusal({ ...asker(strict, ada), isAgeRestricted: false }, what);
  const drawn = { original: originalId('f1-0'), type: 'image/png', width: 1, height: 1, bytes: 1 } as const;

  const photo = { code: 'server_rule', rule: 'photos' };
  expect(await use({ sources: [picture(ada)] })).toEqual(photo);
  expect(await use({ sources: [version('5-0-0')] })).toEqual(photo);
  expect(await use({ characters: [{ pictures: [{ ...drawn, made: 'generated' }, drawn] }] })).toEqual(photo);
  expect(await use({ sources: [version('6-0-0'), version('9-0-0')] })).toBeNull();
  expect(await use({ characters: [{ pictures: [{ ...drawn, made: 'composite' }] }] })).toBeNull();
  expect(await use({})).toBeNull();
});
