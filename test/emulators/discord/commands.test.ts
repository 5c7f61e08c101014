import { expect, test } from 'vitest';
import { EDIT, EDIT_IMAGE, SERVER, setStage } from './testing/stage.ts';

test('registering the same commands again changes nothing', async () => {
  await using stage = await setStage();
  const { discord, rest } = stage;
  const path = `/applications/${discord.applicationId}/commands`;
  const before = discord.registeredCommands();
  const again = await rest(`PUT ${path}`, { body: [EDIT, SERVER, EDIT_IMAGE] });
  expect(again.body).toEqual(before);
  const changed = await rest(`PUT ${path}`, { body: [{ ...EDIT, description: 'New' }, SERVER] });
  expect(changed.body.map(({ id }: { id: string }) => id)).toEqual([before[0]?.id, before[1]?.id]);
  expect(changed.body[0].version).not.toBe(before[0]?.version);
  expect(changed.body[1].version).toBe(before[1]?.version);
  expect((await rest(`GET ${path}`)).body.map(({ name }: { name: string }) => name)).toEqual(['edit', 'server']);
});

test('localizations come back only when asked for', async () => {
  await using stage = await setStage();
  const { discord, rest } = stage;
  const path = `/applications/${discord.applicationId}/commands`;
  await rest(`PUT ${path}`, { body: [{ ...EDIT, name_localizations: { de: 'bearbeiten' } }] });
  expect((await rest(`GET ${path}`)).body[0].name_localizations).toBe(undefined);
  expect((await rest(`GET ${path}?with_localizations=true`)).body[0].name_localizations).toEqual({ de: 'bearbeiten' });
});

test('declarations beyond Discord’s limits are refused with 50035 and the place', async () => {
  await using stage = await setStage();
  const refused = async (...commands: object[]) => {
    const { status, body } = await stage.rest(`PUT /applications/${stage.discord.applicationId}/commands`, {
      body: commands as never,
    });
    return status === 200 ? 'taken' : body.errors;
  };
  const option = { type: 3, name: 'a', description: 'A' };
  const withOptions = (...options: object[]) => ({ name: 'c', description: 'C', options });
  expect(await refused({ name: 'Edit', description: 'x' })).toMatchObject({ 0: { name: {} } });
  expect(await refused({ name: 'a b', description: 'x' })).toMatchObject({ 0: { name: {} } });
  expect(await refused({ name: 'a', description: 'x'.repeat(101) })).toMatchObject({ 0: { description: {} } });
  expect(await refused({ name: 'a' })).toMatchObject({ 0: { description: {} } });
  expect(await refused(withOptions(option, { ...option, name: 'b', required: true }))).toMatchObject({
    0: { options: { 1: {} } },
  });
  expect(await refused(withOptions(option, option))).toMatchObject({ 0: { options: { 1: { name: {} } } } });
  const many = Array.from({ length: 26 }, (_, index) => ({ ...option, name: `o${index}` }));
  expect(await refused(withOptions(...many))).toMatchObject({ 0: { options: {} } });
  const choices = Array.from({ length: 26 }, (_, index) => ({ name: `c${index}`, value: `${index}` }));
  expect(await refused(withOptions({ ...option, choices: choices.slice(0, 25) }))).toBe('taken');
  expect(await refused(withOptions({ ...option, choices }))).toMatchObject({ 0: { options: { 0: { choices: {} } } } });
  expect(await refused(withOptions({ ...option, choices: choices.slice(0, 1), autocomplete: true }))).toMatchObject({
    0: {},
  });
  expect(await refused(withOptions({ ...option, max_length: 6001 }))).toMatchObject({ 0: {} });
  expect(await refused(withOptions({ type: 11, name: 'f', description: 'F', file_types: ['picture'] }))).toMatchObject({
    0: {},
  });
  expect(await refused({ type: 3, name: 'Edit it', description: 'x' })).toMatchObject({ 0: { description: {} } });
  expect(await refused({ type: 3, name: 'Edit it' })).toBe('taken');
  const menus = Array.from({ length: 16 }, (_, index) => ({ type: 3, name: `m${index}` }));
  expect(await refused(...menus)).toMatchObject({ _errors: [{}] });
  const long = Array.from({ length: 25 }, (_, index) => ({
    ...option,
    name: `o${index}`,
    description: 'x'.repeat(100),
    choices: choices.slice(0, 25).map((one) => ({ ...one, value: 'y'.repeat(20) })),
  }));
  expect(await refused(withOptions(...long))).toMatchObject({
    0: { _errors: [{ code: 'APPLICATION_COMMAND_TOO_LARGE' }] },
  });
  expect(await refused(EDIT, EDIT)).toMatchObject({ _errors: [{ code: 'APPLICATION_COMMANDS_DUPLICATE_NAME' }] });
});

test('people are offered what their permissions and the place allow', async () => {
  await using stage = await setStage();
  const { discord, guild, channel, mia } = stage;
  const offered = (user: string, where = channel) => discord.listCommands(user, where).map(({ name }) => name);
  const ada = discord.createUser({ username: 'ada' });
  discord.addMember({ guild, user: ada, permissions: ['MANAGE_GUILD'] });
  expect(offered(mia)).toEqual(['edit', 'Edit image']);
  expect(offered(ada)).toEqual(['edit', 'server', 'Edit image']);
  expect(offered(ada, discord.openDm(ada))).toEqual(['edit', 'Edit image']);
  discord.setPermission({ channel, target: guild, deny: ['USE_APPLICATION_COMMANDS'] });
  expect(offered(mia)).toEqual([]);
  expect(offered(discord.createUser({ username: 'stranger' }))).toEqual([]);
});

test('a server’s own commands are offered there only', async () => {
  await using stage = await setStage();
  const { discord, rest, guild, mia } = stage;
  await rest(`PUT /applications/${discord.applicationId}/commands`, { body: [] });
  await rest(`PUT /applications/${discord.applicationId}/guilds/${guild}/commands`, { body: [EDIT] });
  expect(discord.registeredCommands(guild)[0]).toMatchObject({ name: 'edit', guild_id: guild, contexts: null });
  expect(discord.listCommands(mia, stage.channel)).toHaveLength(1);
  expect(discord.listCommands(mia, discord.openDm(mia))).toHaveLength(0);
  const elsewhere = discord.createGuild({ name: 'Else', withBot: false });
  expect(
    (await rest(`PUT /applications/${discord.applicationId}/guilds/${elsewhere}/commands`, { body: [] })).body.code,
  ).toBe(50001);
});

test('the client checks a command’s values before it sends it', async () => {
  await using stage = await setStage();
  const { discord, mia, channel } = stage;
  const run =
    (options: Parameters<typeof discord.runCommand>[0]['options'] & object, command = 'edit') =>
    () =>
      discord.runCommand({ user: mia, channel, command, options });
  expect(run({})).toThrow('"prompt" is required');
  expect(run({ prompt: 'x'.repeat(21) })).toThrow('characters long');
  expect(run({ prompt: 'x', count: 5 })).toThrow('must be 1 to 4');
  expect(run({ prompt: 'x', count: 1.5 })).toThrow('is a number');
  expect(run({ prompt: 'x', quality: 'best' })).toThrow('no choice');
  expect(run({ prompt: 'x', model: 'anything' })).not.toThrow();
  expect(run({ prompt: 'x', nothing: 1 })).toThrow('no option "nothing"');
  expect(run({ amount: 1 }, 'server limit set')).toThrow('not offered');
  expect(run({}, 'nothing')).toThrow('not offered');
});
