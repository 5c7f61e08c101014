import { describe, expect, test } from 'vitest';
import { failureMessage } from '../../../src/words/failure-message.ts';
import { english } from '../../../src/words/words.ts';
import { createForge } from './forge.ts';
import { completions, everything } from './payloads.ts';
import { by, everyone, people } from './people.ts';
import { verdicts } from './verdicts.ts';
import { createWorld, pauseEnds } from './world.ts';

// What each of them may do, of everything that there is: whatever is new fails here until somebody says who may.

const words = english();

/** What of the server's is done, and not of somebody's: it names the server. */
const ofServers = /^\/server|clear-limits|allow-once|panel/;
/** They stand under a message that is the asker's alone, and take its place. */
const instead = /-page|clear-limits|delete-all|keep-all|send-appeal/;

test('there is a verdict on everything, and on nothing else', () => {
  expect(Object.keys(verdicts).sort()).toEqual([...everything().keys()].sort());
});

describe.each([...everything()])('%s', (name, sending) => {
  const { may, deeds, refused } = verdicts[name] ?? expect.fail(`nobody says who may ${name}`);

  test.each(everyone)(`by the %s`, async (who) => {
    const world = createWorld({ isPaused: who === 'paused' });
    const answered = await createForge(world.services)(by(who, sending));
    expect([answered.logged, answered.first.length]).toEqual([[], 1]);
    if (may.includes(who)) {
      const where = people[who].guild === people.asker.guild ? ' here' : ' in the club';
      expect(world.deeds).toEqual(deeds.map((deed) => (ofServers.test(name) ? deed + where : deed)));
      expect(answered.text).not.toMatch(/^(Only|A rule of this server)|can no longer be fetched|not yours/);
      // The rules of a server are between its managers and the bot.
      if (ofServers.test(name)) expect(answered.first).not.toEqual(['everyone']);
      return;
    }
    const told = typeof refused === 'string' ? refused : (refused[who] ?? '');
    const pausedUntil = failureMessage(words, { code: 'paused', until: pauseEnds });
    expect(world.deeds).toEqual([]);
    expect(answered.text).toBe(who === 'paused' ? pausedUntil : told);
    expect(answered.first).toEqual([instead.test(name) && answered.first[0] === 'instead' ? 'instead' : 'asker']);
  });
});

describe.each([...completions()])('values for %s', (name, sending) => {
  test.each(everyone)('are offered to the %s as far as they may see them', async (who) => {
    const world = createWorld({ isPaused: who === 'paused' });
    const answered = await createForge(world.services)(by(who, sending));
    expect([answered.logged, answered.first, world.deeds]).toEqual([[], ['values'], []]);
    const isForManagers = name.startsWith('/server blocklist') && !['manager', 'owner', 'foreigner'].includes(who);
    const isElsewhere = who === 'foreigner' && ofThisServer.test(name);
    expect(answered.text === '[]').toBe(who === 'paused' || isForManagers || isElsewhere);
  });
});

/** Its characters and versions, of which nobody in another server is told. */
const ofThisServer = /character|continue/;
