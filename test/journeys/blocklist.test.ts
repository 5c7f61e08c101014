import { describe, expect, test } from 'vitest';
import { png } from '../../scripts/emulators/png.ts';
import { ask, ending, isPrivate, mention, patience, press, replyTo } from './asking.ts';
import { saveCharacter } from './casting.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

// `/server blocklist`: words that a server does not want in a request.

const refused = 'A rule of this server, its list of words, does not allow that. Nothing was charged.';
const neutral = 'I could not do that; the reason is for you alone.';

/** A stage whose manager has put these words on the list, and the log channel where one is wanted. */
async function raiseListed(words: string, { action, log }: { action?: string; log?: true } = {}) {
  const stage = await raiseStage({ pace: { statusAfter: 100, statusEvery: 50 } });
  const { discord, guild } = stage;
  const manager = discord.createUser({ username: 'mia' });
  discord.addMember({ guild, user: manager, permissions: ['MANAGE_GUILD'] });
  const manage = async (command: string, options: Readonly<Record<string, string>> = {}) => {
    const answered = await ask(stage, `server ${command}`, options, { user: manager });
    expect(isPrivate(answered)).toBe(true);
    return answered.content;
  };
  const logChannel = discord.createChannel({ guild, name: 'log' });
  if (log === true) await manage('log', { channel: logChannel });
  await manage('blocklist add', { words });
  if (action !== undefined) await manage('blocklist action', { do: action });
  return Object.assign(stage, { manager, manage, logChannel });
}

/** The log channel is told first that it is one, and of the list. */
const said = ({ discord, manager, logChannel }: Stage & { manager: string; logChannel: string }) =>
  discord
    .visibleMessages(manager, logChannel)
    .map(({ content }) => content)
    .filter((content) => !content.includes('changed the rules'));

describe('words on the list', () => {
  test('are refused privately, however they are written, and harmless ones that hold them are not', async () => {
    await using stage = await raiseListed('gore, /blood(y|bath)/');
    for (const prompt of ['a GORE scene', 'g\u200bore', 'gоrе, please', 'a bloody hand', 'a BLOODBATH']) {
      const answered = await ask(stage, 'imagine', { prompt });
      expect([answered.content.startsWith(refused), isPrivate(answered)]).toEqual([true, true]);
    }
    expect(stage.upstream.requests).toEqual([]);

    await ask(stage, 'imagine', { prompt: 'categories of gored paper, a bloodhound' });
    expect(stage.upstream.paidRequests).toHaveLength(1);
  });

  test('are refused in a reply with a neutral answer that does not say them, in a form, and by Again', async () => {
    await using stage = await raiseListed('gore');
    const { discord, upstream, ada, channel } = stage;
    const fine = await ask(stage, 'imagine', { prompt: 'a fox' });

    const reply = discord.sendMessage({
      user: ada,
      channel,
      content: `${mention(discord)} more gore`,
      replyTo: fine.id,
    });
    const answered = await replyTo(stage, reply);
    expect(answered.content).toBe(neutral);
    expect((await press(stage, answered, 'Why?')).content.startsWith(refused)).toBe(true);

    const form = await discord.pressButton({ user: ada, message: fine.id, label: 'Edit' }).modal(patience);
    const sent = await ending(discord.submitModal({ user: ada, modal: form.id, values: { prompt: 'more g0re' } }));
    expect([sent.content.startsWith(refused), isPrivate(sent)]).toEqual([true, true]);

    await stage.manage('blocklist add', { words: 'fox' });
    const again = await press(stage, fine, 'Again');
    expect([again.content.startsWith(refused), isPrivate(again)]).toEqual([true, true]);
    expect(upstream.paidRequests).toHaveLength(1);
  });

  test('are refused in the name of a character and in what is said of it', async () => {
    await using stage = await raiseListed('gore');
    const image = { name: 'luna.png', bytes: png(60, 60) };
    const named = await saveCharacter(stage, { name: 'Gore', image });
    const about = await saveCharacter(stage, { name: 'Luna', image, about: 'covered in g\u200bore' });
    expect([named, about].map(({ content }) => content)).toEqual([refused, refused]);
    expect((await ask(stage, 'character list')).content).not.toContain('Luna');
  });

  test('said of a character elsewhere count where its owner uses it, and are not held against anybody else', async () => {
    await using stage = await raiseListed('gore');
    const { discord, ada, upstream } = stage;
    const image = { name: 'luna.png', bytes: png(60, 60) };
    const home = discord.openDm(ada);
    await saveCharacter(stage, { name: 'Luna', image, about: 'covered in gore' }, { channel: home });
    const used = await ask(stage, 'imagine', { prompt: '@luna at night' });
    expect(used.content.startsWith(refused)).toBe(true);
    expect(upstream.requests).toEqual([]);
    // No server, no list.
    await ask(stage, 'imagine', { prompt: 'a gore scene' }, { channel: home });
    expect(upstream.paidRequests).toHaveLength(1);
  });
});

describe('what the list does', () => {
  test('warn: it is made, with a word, and nothing of what was asked for is shown', async () => {
    await using stage = await raiseListed('gore', { action: 'warn' });
    const answered = await ask(stage, 'imagine', { prompt: 'a gore scene' });
    expect(answered.attachments).toHaveLength(1);
    expect(answered.content).toContain("-# A word in this is on this server's list; it was made all the same");
    expect(JSON.stringify(answered)).not.toContain('gore');
  });

  test('report: who, where and which words are told to the log channel, covered', async () => {
    await using stage = await raiseListed('gore', { action: 'report', log: true });
    const { discord, ada, guild, channel, logChannel } = stage;
    const fine = await ask(stage, 'imagine', { prompt: 'a fox' });
    await ask(stage, 'imagine', { prompt: 'some GORE here' });
    await discord.waitForMessage(logChannel, ({ content }) => content.includes('GORE'), patience);
    const reply = discord.sendMessage({ user: ada, channel, content: `${mention(discord)} gore`, replyTo: fine.id });
    await discord.waitForMessage(logChannel, ({ content }) => content.includes(reply), patience);

    const asked = (place: string) =>
      `<@${ada}> asked in ${place} for something that is on this server's list, and was refused.`;
    expect(said(stage)).toEqual([
      `${asked(`<#${channel}>`)} The words: ||GORE||`,
      `${asked(`https://discord.com/channels/${guild}/${channel}/${reply}`)} The words: ||gore||`,
    ]);
  });
});

describe('/server blocklist', () => {
  test('adds what is right, all or nothing, and says what is wrong', async () => {
    await using stage = await raiseListed('gore, Blood');
    const add = (words: string) => stage.manage('blocklist add', { words });
    expect(await add('GORE, /kni(fe|ves)/')).toBe(
      'Added: 1 entry; 1 was there already. Requests with them are refused.',
    );
    expect(await add('fine, /a(?=b)/')).toBe(
      '“\u2060/a(?=b)/” is no pattern that I can read, at “(?=”; nothing was added.'
        .replace('\u2060/', '/\u2060')
        .replace(')/”', ')/\u2060”'),
    );
    expect(await add('fine, /.*/')).toContain('is found in every text; nothing was added.');
    expect(await add(`fine, ${'x'.repeat(101)}`)).toContain('is longer than 100 characters; nothing was added.');
    const costly = Array.from({ length: 4 }, (_, at) => `/.{0,85}${at}/`);
    expect(await add(costly.join(', '))).toContain(
      '2/\u2060” repeats too much to be tried on every request; nothing was added.',
    );
    expect(await add(' , ')).toBe('Nothing was typed: give words, separated by commas.');
    expect(await stage.manage('blocklist list')).toBe(
      [
        '**3 entries**: requests with these words are refused.',
        '- “gore”',
        '- “Blood”',
        '- “/\u2060kni(fe\\|ves)/\u2060”',
      ].join('\n'),
    );
    expect(await stage.manage('blocklist remove', { words: 'GORE, nothing' })).toBe(
      'Removed: 1 entry. Not on the list: “nothing”.',
    );
    await ask(stage, 'imagine', { prompt: 'a gore scene' });
    expect(stage.upstream.paidRequests).toHaveLength(1);
  });

  test('offers what is on it to managers alone, and nobody else changes it', async () => {
    await using stage = await raiseListed('gore, blood');
    const { discord, manager, channel } = stage;
    const typed = { command: 'server blocklist remove', channel, focused: 'words', value: 'G' };
    const offered = await discord.autocomplete({ user: manager, ...typed });
    expect(offered.map(({ name }) => name)).toEqual(['gore']);
    expect(await stage.manage('blocklist action', { do: 'report' })).toBe(
      'Set: requests with these words are refused, and told to the log channel. 2 entries are on the list. There is no log channel yet: choose one with `/server log`.',
    );
  });

  test('lists five hundred on pages, and takes no more', async () => {
    await using stage = await raiseListed(Array.from({ length: 500 }, (_, at) => `word${at}`).join(','));
    const { manager } = stage;
    expect(await stage.manage('blocklist add', { words: 'one more' })).toBe(
      'A list holds at most 500 entries; nothing was added.',
    );
    const list = await ask(stage, 'server blocklist list', {}, { user: manager });
    expect(list.content).toContain('Page 1 of');
    const next = await press(stage, list, 'Next', manager);
    expect(next.content).toContain('Page 2 of');
  });
});
