import { expect, test } from 'vitest';
import { createChangeRules } from '../../../src/application/server/change-rules.ts';
import { channelId, guildId, jobId, userId } from '../../../src/domain/ids.ts';
import type { GuildSettings } from '../../../src/ports/store/settings-store.ts';
import { noSettings } from '../../../src/storage/records/server/guild-settings.ts';
import { silentLog } from '../stage.ts';

const guild = guildId('7001');
const by = { user: userId('50'), id: jobId('100'), locale: 'de' };
const [old, other] = [channelId('1'), channelId('2')];

/** A server that has set that, and what its channels were told. */
function stage(kept: GuildSettings, answer: () => Promise<'told' | 'impossible'> = async () => 'told') {
  const told: unknown[] = [];
  let current = kept;
  const changeRules = createChangeRules({
    settings: {
      async change(_guild, change) {
        current = change(current);
        return current;
      },
    },
    messenger: {
      async tellServer(...call) {
        told.push(call);
        return answer();
      },
    },
    log: silentLog,
  });
  return { changeRules, told };
}

test('the log channel is told who changed what, before and after', async () => {
  const { changeRules, told } = stage({ ...noSettings, logChannel: old, others: 'off' });
  const changed = await changeRules(guild, by, (current) => ({ ...current, others: undefined, photos: 'everywhere' }));
  const changes = [
    { rule: 'others', before: 'off', after: undefined },
    { rule: 'photos', before: undefined, after: 'everywhere' },
  ];
  const notice = { kind: 'rules changed', by: by.user, changes };
  expect(told).toEqual([[old, notice, 'de', by.id]]);
  expect([changed.before.others, changed.after.others]).toEqual(['off', undefined]);
});

test('where the log channel itself changes, both are told; without one nobody is', async () => {
  const { changeRules, told } = stage({ ...noSettings, logChannel: old });
  await changeRules(guild, by, (current) => ({ ...current, logChannel: other }));
  await changeRules(guild, by, (current) => ({ ...current, logChannel: null }));
  await changeRules(guild, by, (current) => ({ ...current, others: 'off' }));
  expect(told.map((call) => (call as readonly unknown[])[0])).toEqual([old, other, other]);
});

test('what is the same as before is told to nobody', async () => {
  const { changeRules, told } = stage({ ...noSettings, logChannel: old, roles: [] });
  await changeRules(guild, by, (current) => ({ ...current, roles: [], others: undefined }));
  expect(told).toEqual([]);
});

test('a channel that takes no notice keeps nothing from being changed', async () => {
  for (const answer of [async () => 'impossible' as const, () => Promise.reject(new Error('Discord is away'))]) {
    const { changeRules } = stage({ ...noSettings, logChannel: old }, answer);
    const { after } = await changeRules(guild, by, (current) => ({ ...current, others: 'off' }));
    expect(after.others).toBe('off');
  }
});
