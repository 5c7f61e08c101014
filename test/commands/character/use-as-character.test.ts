import { describe, expect, test } from 'vitest';
import type { Services } from '../../../src/application/services.ts';
import { draftId, type VersionId, versionId } from '../../../src/domain/ids.ts';
import { connectBot } from '../../discord/connected-bot.ts';
import { picturesToLend } from '../../discord/sample-character.ts';
import { sampleVersion } from '../../discord/sample-version.ts';
import { postResult } from '../stage.ts';
import { png, saving } from './stage.ts';

const version = versionId('1440000000000000001-0-0');
const second = versionId('1440000000000000001-1-0');
const third = versionId('1440000000000000001-2-0');

/** What is behind More of any version: the picture of somebody else, made from words. */
const behindMore: Partial<Services['behindMore']> = {
  about: async (each) => ({
    version: each,
    name: '7',
    shown: null,
    record: sampleVersion({ recipe: null }),
    mayDelete: false,
    spoiler: 'not theirs',
  }),
};

const sourcesOf: Services['sourcesOf'] = async ({ versions, pictures }) =>
  versions.length > 0
    ? versions.map((each: VersionId) => ({ kind: 'version', version: each }))
    : pictures.map((picture) => ({ kind: 'picture', picture }));

const fieldsOf = (form: { readonly components: readonly { readonly component?: { readonly custom_id?: string } }[] }) =>
  form.components.map(({ component }) => component?.custom_id);

describe('Apps → Use as character', () => {
  test('on somebody’s pictures keeps them, and asks for all that a character has', async () => {
    const { asked, drafts, script } = saving();
    const { lend } = await picturesToLend('luna-1.png');
    await using bot = await connectBot({
      ...script,
      characters: { ...script.characters, lendPictures: lend },
      sourcesOf,
    });
    const { discord, demo } = bot;
    const files = [png('dog.png'), { name: 'notes.txt', bytes: new TextEncoder().encode('hello') }];
    const message = discord.sendMessage({ user: demo.chloe, channel: demo.studio.general, files });
    const place = { user: demo.ada, channel: demo.studio.general };
    const run = discord.runMessageCommand({ ...place, command: 'Use as character', message });
    const form = await run.modal();
    expect(form.customId).toBe(`v1:character-form:${run.id}`);
    expect(fieldsOf(form)).toEqual(['name', 'about', 'what', 'whose']);
    expect(form.components[3]).toMatchObject({
      label: 'Whose is it?',
      component: {
        type: 21,
        required: true,
        options: [
          { value: 'mine', label: 'Mine, wherever I am', default: true },
          { value: 'server', label: "This server's, for all its members" },
        ],
      },
    });
    expect(drafts.get(draftId(run.id))).toMatchObject({
      asker: demo.ada,
      audience: 'asker',
      sources: [{ kind: 'picture', picture: { filename: 'dog.png', owner: demo.chloe } }],
      leftOut: [{ kind: 'file', name: 'notes.txt' }],
    });

    const values = { name: 'Rex', about: 'a brown dog', what: 'invented', whose: 'server' };
    const shown = await discord.submitModal({ user: demo.ada, modal: form.id, values }).answered();
    expect(asked).toMatchObject([{ name: 'Rex', about: 'a brown dog', whose: 'server', consent: 'invented' }]);
    expect(shown.content).toBe(
      [
        'Saved: **Rex**. To use it, write `@Rex` in a prompt or choose it as `character`.',
        '-# `notes.txt` is no picture I can read, so it was left out.',
      ].join('\n'),
    );
    expect(bot.logged).toEqual([]);
  });

  test('does not ask whose it is where its asker may save none for the server', async () => {
    const { script } = saving();
    await using bot = await connectBot({ ...script, sourcesOf });
    const { discord, demo } = bot;
    const files = [png('dog.png')];
    const here = discord.sendMessage({ user: demo.chloe, channel: demo.studio.general, files });
    const alone = discord.sendMessage({ user: demo.ada, channel: demo.directMessages.ada, files });
    const use = (user: string, channel: string, message: string) =>
      discord.runMessageCommand({ user, channel, command: 'Use as character', message }).modal();
    expect(fieldsOf(await use(demo.ben, demo.studio.general, here))).toEqual(['name', 'about', 'what']);
    expect(fieldsOf(await use(demo.ada, demo.directMessages.ada, alone))).toEqual(['name', 'about', 'what']);
  });

  test('by somebody who manages the server no more saves nothing, and loses nothing', async () => {
    const { asked, drafts, script } = saving();
    await using bot = await connectBot({ ...script, sourcesOf });
    const { discord, demo } = bot;
    const manager = discord.createRole({ guild: demo.studio.guild, name: 'manager', permissions: ['MANAGE_GUILD'] });
    discord.addMember({ guild: demo.studio.guild, user: demo.ben, roles: [manager] });
    const message = discord.sendMessage({ user: demo.chloe, channel: demo.studio.general, files: [png('dog.png')] });
    const place = { user: demo.ben, channel: demo.studio.general };
    const form = await discord.runMessageCommand({ ...place, command: 'Use as character', message }).modal();
    discord.removeMember(demo.studio.guild, demo.ben);
    discord.addMember({ guild: demo.studio.guild, user: demo.ben });
    const values = { name: 'Rex', what: 'invented', whose: 'server' };
    const shown = await discord.submitModal({ user: demo.ben, modal: form.id, values }).answered();
    expect(shown.content).toContain('only those who manage this server');
    expect(asked).toEqual([]);
    expect(drafts.get(draftId(form.id))?.character).toEqual({ name: 'Rex', about: '', whose: 'server' });
    const changing = await discord.pressButton({ user: demo.ben, message: shown.id, label: 'Change' }).modal();
    expect(fieldsOf(changing)).toEqual(['name', 'about', 'what', 'images']);
  });

  test.each([
    ['has no picture', [], 'no picture that I can use'],
    ['has none that can be read', [{ name: 'notes.txt', bytes: new Uint8Array(3) }], 'notes.txt'],
  ])('on a message that %s says so privately', async (_, files, said) => {
    const { script } = saving();
    await using bot = await connectBot({ ...script, sourcesOf });
    const { discord, demo } = bot;
    const message = discord.sendMessage({ user: demo.chloe, channel: demo.studio.general, content: 'hello', files });
    const place = { user: demo.ada, channel: demo.studio.general };
    const run = discord.runMessageCommand({ ...place, command: 'Use as character', message });
    expect((await run.answered()).content).toContain(said);
    expect(run.view().ephemeral).toBe(true);
  });
});

describe('More', () => {
  const use = (each: VersionId) => `v1:use-as-character:${each}`;

  test('under one picture offers privately to use it as a character, whose form then opens', async () => {
    const { drafts, script } = saving();
    await using bot = await connectBot({ ...script, sourcesOf, behindMore, version: async () => sampleVersion() });
    const { discord, demo } = bot;
    const message = await postResult(bot, { kind: 'edit', version }, { kind: 'more', version });
    const press = discord.pressButton({ user: demo.ben, message, label: 'more' });
    const shown = await press.answered();
    expect(press.view().ephemeral).toBe(true);
    expect(shown.content).toBe('More that can be done with version 7:');
    expect(shown.components).toMatchObject([
      {
        components: [
          { label: 'Use as character', custom_id: use(version), style: 2 },
          { label: 'Send to me', custom_id: `v1:send-to-me:${version}` },
        ],
      },
    ]);
    const opened = discord.pressButton({ user: demo.ben, message: shown.id, label: 'Use as character' });
    expect(fieldsOf(await opened.modal())).toEqual(['name', 'about', 'what']);
    expect(drafts.get(draftId(opened.id))?.sources).toEqual([{ kind: 'version', version }]);
    expect(bot.logged).toEqual([]);
  });

  test('under several pictures asks which one, of those that this member may see, and shows that one’s in its place', async () => {
    const seen: unknown[] = [];
    await using bot = await connectBot({
      behindMore,
      version: async () => sampleVersion(),
      async sourcesOf({ id, channel, versions, pictures }, user) {
        seen.push({ id, channel, versions, pictures, user });
        return [
          { kind: 'version', version },
          { kind: 'version', version: third },
        ];
      },
    });
    const { discord, demo } = bot;
    const edits = [version, second, third].map((each) => ({ kind: 'edit', version: each }) as const);
    const message = await postResult(bot, ...edits, { kind: 'more', version });
    const shown = await discord.pressButton({ user: demo.ben, message, label: 'more' }).answered();
    expect(shown.components).toMatchObject([
      {
        components: [
          { label: 'Picture 1', custom_id: `v1:more-of:${version}` },
          { label: 'Picture 3', custom_id: `v1:more-of:${third}` },
        ],
      },
    ]);
    const chosen = discord.pressButton({ user: demo.ben, message: shown.id, label: 'Picture 3' });
    const look = await chosen.answered({ where: ({ components }) => components.length > 0 });
    expect(look.id).toBe(shown.id);
    expect(look.components).toMatchObject([{ components: [{ custom_id: use(third) }, { label: 'Send to me' }] }]);
    const versions = [version, second, third];
    expect(seen).toEqual([{ id: message, channel: demo.studio.general, versions, pictures: [], user: demo.ben }]);
  });

  test('of what is gone, or another’s, says so privately', async () => {
    await using bot = await connectBot({ sourcesOf: async () => [], version: async () => null });
    const { discord, demo } = bot;
    const message = await postResult(bot, { kind: 'more', version }, { kind: 'use-as-character', version });
    for (const label of ['more', 'use-as-character']) {
      const press = discord.pressButton({ user: demo.ben, message, label });
      expect((await press.answered()).content).toContain('can no longer be fetched');
      expect(press.view().ephemeral).toBe(true);
    }
  });
});
