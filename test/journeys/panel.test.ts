import { describe, expect, test } from 'vitest';
import { raiseStage, type Stage } from './stage/stage.ts';

type Shown = ReturnType<Stage['discord']['visibleMessages']>[number];

/** Somebody who manages the server, with a panel open. */
async function openPanel(stage: Stage) {
  const { discord, guild, channel } = stage;
  const mia = discord.createUser({ username: 'mia' });
  discord.addMember({ guild, user: mia, permissions: ['MANAGE_GUILD'] });
  const { id } = await discord.runCommand({ user: mia, channel, command: 'server panel' }).answered();
  const panel = () => discord.message(id) ?? expect.fail('the panel is gone');
  const press = async (customId: string) => {
    await discord.pressButton({ user: mia, message: id, customId }).answered();
    return textOf(panel());
  };
  const choose = async (customId: string, values: readonly string[]) => {
    await discord.chooseFromSelect({ user: mia, message: id, customId, values }).answered();
    return textOf(panel());
  };
  return { mia, id, panel, press, choose };
}

/** Everything that it says, and what is chosen in its selects. */
function textOf({ components }: Pick<Shown, 'components'>): string {
  const words = (part: object): readonly string[] =>
    Object.entries(part).flatMap(([name, value]) => {
      if (name === 'content' && typeof value === 'string') return [value];
      return typeof value === 'object' && value !== null ? words(value) : [];
    });
  return words(components ?? []).join('\n');
}

describe('/server panel', () => {
  test('shows every rule to who manages the server, privately', async () => {
    await using stage = await raiseStage();
    const { panel } = await openPanel(stage);
    const said = textOf(panel());
    expect(stage.discord.audienceOf(panel().id)).not.toBe('everyone');
    for (const line of ['**Channels:** everywhere', '**Models:** every model, for everybody', '**Audit:** off']) {
      expect(said).toContain(line);
    }
  });

  test('refuses everybody else, and who does not manage it any more', async () => {
    await using stage = await raiseStage();
    const { discord, guild, ada, channel } = stage;
    expect(discord.listCommands(ada, channel).map(({ name }) => name)).not.toContain('server');
    const { mia, id } = await openPanel(stage);
    discord.removeMember(guild, mia);
    discord.addMember({ guild, user: mia });
    const pressed = await discord.pressButton({ user: mia, message: id, label: 'Change' }).answered();
    expect(pressed.content).toBe('Only those who manage this server may do that.');
  });

  test('allows a channel and takes it away again; another one is refused as long as it is', async () => {
    await using stage = await raiseStage();
    const { discord, guild, ada, channel } = stage;
    const pictures = discord.createChannel({ guild, name: 'pictures' });
    const { press, choose } = await openPanel(stage);

    await press('v1:panel:channels');
    expect(await choose('v1:panel-set:channels-allowed.1', [pictures])).toContain(`<#${pictures}> allowed`);
    const imagine = { user: ada, channel, command: 'imagine', options: { prompt: 'a fox' } };
    expect((await discord.runCommand(imagine).answered()).content).toContain(`<#${pictures}>`);

    expect(await choose('v1:panel-set:channels-allowed.1', [])).toContain('everywhere');
    const made = await discord.runCommand(imagine).answered();
    expect(made.content).not.toContain('Nothing was charged');
  });

  test('holds more entries than a select does, 25 on each page', async () => {
    await using stage = await raiseStage();
    const { discord, guild } = stage;
    const roles = Array.from({ length: 27 }, (_, n) => discord.createRole({ guild, name: `role ${n}` }));
    const { press, choose, panel } = await openPanel(stage);
    await press('v1:panel:roles');
    await choose('v1:panel-set:roles.1', roles.slice(0, 25));
    await press('v1:panel:roles.2');
    await choose('v1:panel-set:roles.2', roles.slice(25));
    const defaults = JSON.stringify(panel().components);
    for (const role of roles.slice(25)) expect(defaults).toContain(`"id":"${role}"`);
    expect(defaults).not.toContain(`"id":"${roles[0]}"`);

    // The first page loses one; those of the second stay.
    await press('v1:panel:roles.1');
    await choose('v1:panel-set:roles.1', roles.slice(1, 25));
    await press('v1:panel:rules');
    const said = await press('v1:panel:roles');
    for (const role of roles.slice(1)) expect(said).toContain(`<@&${role}>`);
    expect(said).not.toContain(`<@&${roles[0]}>`);
  });

  test('gives a role models of its own', async () => {
    await using stage = await raiseStage();
    const { discord, guild } = stage;
    const artist = discord.createRole({ guild, name: 'artist' });
    const { press, choose } = await openPanel(stage);
    await press('v1:panel:models');
    await choose('v1:panel-set:models', ['gpt-image-2']);
    expect(await choose('v1:panel-set:models-role', [artist])).toContain(`What <@&${artist}> may use`);
    const said = await choose(`v1:panel-set:models.${artist}`, ['nano-banana']);
    expect(said).toContain('`gpt-image-2` for everybody');
    expect(said).toContain(`\`nano-banana\` for <@&${artist}>`);
  });

  test('turns on and off, and tells the log channel who did it', async () => {
    await using stage = await raiseStage();
    const { discord, guild } = stage;
    const { mia, press, choose } = await openPanel(stage);
    const log = discord.createChannel({ guild, name: 'log' });
    const { channel } = stage;
    await discord.runCommand({ user: mia, channel, command: 'server log', options: { channel: log } }).answered();

    await press('v1:panel:pictures');
    expect(await press('v1:panel-set:spoiler.1')).toContain('**Every picture covered:** on');
    expect(await choose('v1:panel-set:replies', ['off'])).toContain('Replies to pictures');
    const told = await discord.waitForMessage(log, ({ content }) => content.includes('`off`'));
    expect(told.content).toContain(`<@${mia}>`);
    expect(discord.pingsOf(told.id)).toEqual([]);
    expect(await press('v1:panel-set:spoiler.0')).toContain('**Every picture covered:** off');
  });

  test('asks in a form for what is taken where nothing is chosen; what is left empty is not set', async () => {
    await using stage = await raiseStage();
    const { discord } = stage;
    const { mia, id, press, panel } = await openPanel(stage);
    await press('v1:panel:defaults');
    const open = () => discord.pressButton({ user: mia, message: id, customId: 'v1:panel-form:defaults' }).modal();
    const fill = async (values: Readonly<Record<string, string>>) =>
      discord.submitModal({ user: mia, modal: (await open()).id, values }).answered();

    await fill({ size: '16:9 · 1K', quality: 'Low', 'ask-above': '0,05', 'keep-days': '30' });
    const said = textOf(panel());
    for (const part of ['size 16:9 · 1K', 'quality `low`', '$0.050', '30 days']) expect(said).toContain(part);

    const wrong = await fill({ size: '16:9 · 1K', 'keep-days': 'a week' });
    expect(wrong.content).toBe('Days are a whole number from 1 to 3650. Nothing was changed.');
    expect((await fill({ model: 'nobody-makes-this' })).content).toContain('nobody-makes-this');
    expect(textOf(panel())).toBe(said);

    await fill({ size: '', quality: 'low', 'ask-above': '', 'keep-days': '' });
    expect(textOf(panel())).not.toContain('30 days');
    expect(textOf(panel())).toContain('**Asked first above:** only what costs far more than usual');
  });

  test('takes words onto the list and off it, and says what happens to them', async () => {
    await using stage = await raiseStage();
    const { discord, ada, channel } = stage;
    const { mia, id, press, choose, panel } = await openPanel(stage);
    await press('v1:panel:blocklist');
    const form = await discord.pressButton({ user: mia, message: id, customId: 'v1:panel-form:blocklist' }).modal();
    await discord.submitModal({ user: mia, modal: form.id, values: { words: 'gore, /fo+g/' } }).answered();
    expect(textOf(panel())).toContain('2 entries are on the list.');

    const imagine = { user: ada, channel, command: 'imagine', options: { prompt: 'thick foog' } };
    expect((await discord.runCommand(imagine).answered()).content).toContain('its list of words');
    expect(await choose('v1:panel-set:unblock.1', ['/fo+g/'])).toContain('1 entry is on the list.');
    await choose('v1:panel-set:block-action', ['warn']);
    await press('v1:panel:rules');
    expect(textOf(panel())).toContain('a warning');
  });

  test('sends notices only where the bot can write', async () => {
    await using stage = await raiseStage();
    const { discord, guild } = stage;
    const { mia, id, press, choose, panel } = await openPanel(stage);
    const silent = discord.createChannel({ guild, name: 'silent' });
    discord.setPermission({ channel: silent, deny: ['SEND_MESSAGES'] });
    const log = discord.createChannel({ guild, name: 'log' });
    await press('v1:panel:notices');

    const pick = (values: readonly string[]) =>
      discord.chooseFromSelect({ user: mia, message: id, customId: 'v1:panel-set:log-channel', values }).answered();
    expect((await pick([silent])).content).toContain('I cannot write in');
    await pick([log]);
    expect(JSON.stringify(panel().components)).toContain(`"id":"${log}"`);

    await choose('v1:panel-set:audit-channel', [log]);
    expect(await press('v1:panel-set:audit-prompts.1')).toContain('What was asked for stands in the audit.');
    await choose('v1:panel-set:audit-channel', []);
    await press('v1:panel:rules');
    expect(textOf(panel())).toContain('**Audit:** off');
  });
});
