import { describe, expect, test } from 'vitest';
import type { NotSaved } from '../../../src/application/services.ts';
import { draftId } from '../../../src/domain/ids.ts';
import { connectBot } from '../../discord/connected-bot.ts';
import { plainPlace } from '../../discord/plain-place.ts';
import { picturesToLend, sampleCharacter } from '../../discord/sample-character.ts';
import { png, saving } from './stage.ts';

const whatItIs = {
  type: 18,
  label: 'What is it?',
  description: 'A real person who has not agreed is not saved.',
  component: {
    type: 21,
    custom_id: 'what',
    required: true,
    options: [
      { value: 'invented', label: 'Invented or drawn' },
      { value: 'self', label: 'Myself' },
      { value: 'agreed', label: 'Somebody else, who agreed' },
    ],
  },
};

describe('/character save', () => {
  test('asks what it is, and keeps what was said and its pictures until that is answered', async () => {
    const { drafts, script } = saving();
    const tried: unknown[] = [];
    const mayBeSaved = async (asked: unknown) => {
      tried.push(asked);
      return 'yes' as const;
    };
    await using bot = await connectBot({ ...script, characters: { ...script.characters, mayBeSaved } });
    const { discord, demo } = bot;
    const options = {
      name: 'Luna',
      image3: png('side.png'),
      image: png('front.png'),
      about: 'silver hair',
      whose: 'server',
    };
    const run = discord.runCommand({
      user: demo.ada,
      channel: demo.studio.general,
      command: 'character save',
      options,
    });
    const form = await run.modal();
    expect(form).toMatchObject({ customId: `v1:character-form:${run.id}`, title: 'Save a character' });
    expect(form.components).toMatchObject([whatItIs]);
    expect(drafts.get(draftId(run.id))).toMatchObject({
      asker: demo.ada,
      channel: demo.studio.general,
      audience: 'asker',
      sources: [
        { kind: 'picture', picture: { filename: 'front.png', owner: demo.ada } },
        { kind: 'picture', picture: { filename: 'side.png', owner: demo.ada } },
      ],
      character: { name: 'Luna', about: 'silver hair', whose: 'server' },
    });
    const place = { channel: demo.studio.general, ...plainPlace, guild: demo.studio.guild, user: demo.ada };
    expect(tried).toEqual([{ id: run.id, place, name: 'Luna', about: 'silver hair', whose: 'server' }]);
    expect(bot.logged).toEqual([]);
    discord.expectNoUnknownRoutes();
  });

  test('is its asker’s own where nothing else is said', async () => {
    const { drafts, script } = saving();
    await using bot = await connectBot(script);
    const { discord, demo } = bot;
    const options = { name: 'Luna', image: png('front.png') };
    const place = { user: demo.ben, channel: demo.directMessages.ben };
    const run = discord.runCommand({ ...place, command: 'character save', options });
    await run.modal();
    expect(drafts.get(draftId(run.id))?.character).toEqual({ name: 'Luna', about: '', whose: 'mine' });
  });

  test('for a server is for those who manage it', async () => {
    const { drafts, script } = saving();
    await using bot = await connectBot(script);
    const { discord, demo } = bot;
    const options = { name: 'Luna', image: png('front.png'), whose: 'server' };
    const save = { command: 'character save', options };
    const here = discord.runCommand({ user: demo.ben, channel: demo.studio.general, ...save });
    expect((await here.answered()).content).toBe(
      'Nothing was saved: only those who manage this server save characters for it. Yours you can save, with `mine`.',
    );
    expect(here.view().ephemeral).toBe(true);
    const alone = discord.runCommand({ user: demo.ada, channel: demo.directMessages.ada, ...save });
    expect((await alone.answered()).content).toBe(
      'Nothing was saved: there is no server here. Yours you can save, with `mine`.',
    );
    expect(drafts.size).toBe(0);
  });

  test.each([
    ['bad name', 'mine', 'a name is 1 to 32 characters long and shows something, with no comma and no `@` in it.'],
    ['long about', 'mine', 'what is always said of it has at most 1000 characters.'],
    ['taken', 'mine', 'you have a character of that name already. Choose another name, or delete the old one first.'],
    [
      'taken',
      'server',
      'this server has a character of that name already. Choose another name, or delete the old one first.',
    ],
    ['member full', 'mine', 'you have 25 characters, and more are not kept. `/character delete` makes room.'],
    ['server full', 'server', 'this server has 100 characters, and more are not kept. `/character delete` makes room.'],
    [
      'too many bytes',
      'mine',
      'the pictures of your characters take 100 MB at most. Choose fewer, or make room with `/character delete`.',
    ],
    ['unfinished', 'mine', 'that picture is still being made. Try again when it is there.'],
    ['no consent', 'mine', 'say what it is. A real person who has not agreed is not saved.'],
  ] as const)('that is sure not to work (%s, %s) is refused privately at once', async (why, whose, said) => {
    const { drafts, script } = saving();
    const mayBeSaved = async () => why satisfies NotSaved;
    await using bot = await connectBot({ ...script, characters: { ...script.characters, mayBeSaved } });
    const { discord, demo } = bot;
    const options = { name: 'Luna', image: png('front.png'), whose };
    const place = { user: demo.ada, channel: demo.studio.general };
    const run = discord.runCommand({ ...place, command: 'character save', options });
    expect((await run.answered()).content).toBe(`Nothing was saved: ${said}`);
    expect(run.view().ephemeral).toBe(true);
    expect(drafts.size).toBe(0);
  });
});

describe('the form of /character save, sent in', () => {
  test('saves what was said in the command, and tells how to use it', async () => {
    const { asked, script } = saving();
    const { lend, counted } = await picturesToLend('luna-1.png', 'luna-2.png');
    await using bot = await connectBot({ ...script, characters: { ...script.characters, lendPictures: lend } });
    const { discord, demo } = bot;
    const options = { name: 'Luna', image: png('front.png'), about: 'silver hair' };
    const place = { user: demo.ben, channel: demo.studio.general };
    const form = await discord.runCommand({ ...place, command: 'character save', options }).modal();
    const sent = discord.submitModal({ user: demo.ben, modal: form.id, values: { what: 'self' } });
    const shown = await sent.answered();
    expect(sent.view().ephemeral).toBe(true);
    expect(asked).toEqual([
      {
        id: sent.id,
        place: { channel: demo.studio.general, ...plainPlace, guild: demo.studio.guild, user: demo.ben },
        name: 'Luna',
        about: 'silver hair',
        whose: 'mine',
        consent: 'self',
        sources: [{ kind: 'picture', picture: expect.objectContaining({ filename: 'front.png', owner: demo.ben }) }],
      },
    ]);
    expect(shown.content).toBe('Saved: **Luna**. To use it, write `@Luna` in a prompt or choose it as `character`.');
    expect(shown.attachments).toMatchObject([{ filename: 'luna-1.png', description: 'Luna, picture 1' }]);
    expect(shown.components).toMatchObject([
      { components: [{ label: 'Reference sheet', custom_id: `v1:sheet:${sampleCharacter().id}` }] },
    ]);
    await bot.listener.idle();
    expect(counted.out).toBe(0);
    expect(bot.logged).toEqual([]);
  });

  test('says how many pictures were too many, and tells in words alone where Discord takes no file', async () => {
    const { script } = saving(() => ({ kind: 'saved', character: sampleCharacter({ name: '@everyone' }), leftOut: 2 }));
    const { lend } = await picturesToLend('luna-1.png');
    await using bot = await connectBot({ ...script, characters: { ...script.characters, lendPictures: lend } });
    const { discord, demo } = bot;
    const options = { name: 'Luna', image: png('front.png') };
    const place = { user: demo.ben, channel: demo.studio.general };
    const form = await discord.runCommand({ ...place, command: 'character save', options }).modal();
    const route = 'PATCH /webhooks/:application/:token/messages/:message';
    discord.failNext({ kind: 'status', status: 413, code: 40005, route });
    const shown = await discord.submitModal({ user: demo.ben, modal: form.id, values: { what: 'self' } }).answered();
    expect(shown.content.replaceAll('\u2060', '')).toBe(
      [
        'Saved: **@everyone**. To use it, write @@everyone in a prompt or choose it as `character`.',
        '-# A character has at most 4 pictures, so the last 2 were left out.',
        '-# Discord did not take its pictures. Try again in a minute.',
      ].join('\n'),
    );
    expect(shown.content).not.toContain('@everyone');
    expect(shown.attachments).toEqual([]);
  });

  test.each([
    [{ kind: 'not saved', why: 'taken' }, 'Nothing was saved: you have a character of that name already.'],
    [
      { kind: 'failed', failure: { code: 'not_a_picture' } },
      'Your request has a file that is not a picture I can read',
    ],
  ] as const)('that comes to nothing loses nothing that was typed: %o', async (outcome, said) => {
    const outcomes = [outcome, null];
    const { asked, drafts, script } = saving(
      () => outcomes.shift() ?? { kind: 'saved', character: sampleCharacter(), leftOut: 0 },
    );
    const { lend } = await picturesToLend('luna-1.png');
    await using bot = await connectBot({ ...script, characters: { ...script.characters, lendPictures: lend } });
    const { discord, demo } = bot;
    const options = { name: 'Luna', image: png('front.png'), about: 'silver hair' };
    const place = { user: demo.ben, channel: demo.studio.general };
    const form = await discord.runCommand({ ...place, command: 'character save', options }).modal();
    const sent = discord.submitModal({ user: demo.ben, modal: form.id, values: { what: 'agreed' } });
    const shown = await sent.answered();
    expect(shown.content).toContain(said);
    expect(sent.view().ephemeral).toBe(true);
    expect(shown.components).toMatchObject([
      { components: [{ label: 'Change', custom_id: `v1:change-character:${form.id}` }] },
    ]);
    expect(drafts.get(draftId(form.id))?.character).toEqual({ name: 'Luna', about: 'silver hair', whose: 'mine' });

    const changing = await discord.pressButton({ user: demo.ben, message: shown.id, label: 'Change' }).modal();
    expect(changing.customId).toBe(`v1:character-form:${form.id}`);
    expect(changing.components).toMatchObject([
      { label: 'Its name', component: { custom_id: 'name', value: 'Luna', min_length: 1, max_length: 32 } },
      { component: { custom_id: 'about', value: 'silver hair', required: false, max_length: 1000, style: 2 } },
      whatItIs,
      { label: 'Other pictures', component: { custom_id: 'images', type: 19, required: false, max_values: 4 } },
    ]);
    const values = { name: 'Mira', about: '', what: 'invented' };
    const again = await discord.submitModal({ user: demo.ben, modal: changing.id, values }).answered();
    expect(again.content).toContain('Saved:');
    expect(asked[1]).toMatchObject({ name: 'Mira', about: '', whose: 'mine', consent: 'invented' });
    expect(asked[1]?.sources).toEqual(asked[0]?.sources);
    expect(bot.logged).toEqual([]);
  });

  test('of a draft that is gone, or somebody else’s, says so, and saves nothing', async () => {
    const { asked, drafts, script } = saving(() => ({ kind: 'not saved', why: 'taken' }));
    await using bot = await connectBot(script);
    const { discord, demo } = bot;
    const options = { name: 'Luna', image: png('front.png') };
    const place = { user: demo.ben, channel: demo.studio.general };
    const open = () => discord.runCommand({ ...place, command: 'character save', options }).modal();
    const values = { what: 'self' };
    const gone = 'This form was opened too long ago. Open it once more. Nothing was charged.';

    const form = await open();
    const refused = await discord.submitModal({ user: demo.ben, modal: form.id, values }).answered();
    expect(asked).toHaveLength(1);
    drafts.clear();
    const change = discord.pressButton({ user: demo.ben, message: refused.id, label: 'Change' });
    expect((await change.answered()).content).toBe(gone);
    expect(change.view().ephemeral).toBe(true);

    const other = await open();
    const kept = drafts.get(draftId(other.id));
    if (kept !== undefined) drafts.set(kept.id, { ...kept, asker: demo.ada as typeof kept.asker });
    const sent = discord.submitModal({ user: demo.ben, modal: other.id, values });
    expect((await sent.answered()).content).toBe(gone);
    expect(asked).toHaveLength(1);
  });
});
