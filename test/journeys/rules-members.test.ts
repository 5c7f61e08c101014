import { expect, test } from 'vitest';
import type { ModalView } from '../../scripts/emulators/discord/index.ts';
import { ask, buttonsOf, ending, isPrivate, mention, patience, press, replyTo } from './asking.ts';
import { until } from './looking.ts';
import { raiseRuled } from './ruled-server.ts';

// `/server roles` and `/server models`: who may use the bot, and which models.

const keptOut = 'A rule of this server lets only some of its roles use me.';
const neutral = 'I could not do that; the reason is for you alone.';

const offeredIn = (form: ModalView, field: string) =>
  form.components
    .map(({ component }) => component)
    .find((each) => each?.custom_id === field)
    ?.options?.map(({ value }) => value);

test('only whoever has a role that was named may use the bot; managers of the server are bound too, but for /server', async () => {
  await using stage = await raiseRuled();
  const { discord, guild, upstream, ada, ben, manager, channel, manage, changes, log } = stage;
  const artist = discord.createRole({ guild, name: 'artist' });
  const picture = await ask(stage, 'imagine', { prompt: 'a fox' });
  expect(await manage('roles allow', { role: artist })).toBe(`Set: <@&${artist}> may use me, and nobody else.`);
  expect(await manage('roles allow', { role: guild })).toBe(
    'That is everybody: to let everybody use me, choose `/server roles clear`.',
  );
  discord.addMember({ guild, user: ben, roles: [artist] });
  await stage.restart();

  const refused = [
    await ask(stage, 'imagine', { prompt: 'an owl' }),
    await press(stage, picture, 'Edit'),
    await press(stage, picture, 'Again'),
    await ask(stage, 'imagine', { prompt: 'an owl' }, { user: manager }),
  ];
  const said = `${keptOut} <@&${artist}> may. Nothing was charged.`;
  expect(refused.map((each) => [each.content, isPrivate(each)])).toEqual(refused.map(() => [said, true]));
  const content = `${mention(discord)} in blue`;
  const reply = discord.sendMessage({ user: ada, channel, content, replyTo: picture.id });
  expect((await replyTo(stage, reply)).content).toBe(neutral);
  const typing = { channel, command: 'imagine', focused: 'model', value: '' };
  expect(await discord.autocomplete({ ...typing, user: ada })).toEqual([]);
  expect(upstream.tasks).toHaveLength(1);

  expect((await ask(stage, 'imagine', { prompt: 'an owl' }, { user: ben })).attachments).toHaveLength(1);
  const bens = discord.sendMessage({ user: ben, channel, content, replyTo: picture.id });
  expect((await replyTo(stage, bens)).attachments).toHaveLength(1);
  expect(await discord.autocomplete({ ...typing, user: ben })).not.toEqual([]);
  expect(await manage('roles list')).toBe(`**Roles that may use me** (nobody else may)\n- <@&${artist}>`);
  expect(await manage('roles clear')).toBe('No rule for roles is set here any more: everybody may use me.');
  expect((await ask(stage, 'imagine', { prompt: 'an owl' })).attachments).toHaveLength(1);
  await until(() => changes().length === 3, 'three changes were told');
  expect(changes()).toEqual([
    `- Log channel: nothing set → <#${log}>`,
    `- Roles that may use me: nothing set → <@&${artist}>`,
    `- Roles that may use me: <@&${artist}> → nothing set`,
  ]);
});

test('where replies are asked about, whoever has the role is told the price and no rule', async () => {
  await using stage = await raiseRuled();
  const { discord, guild, ben, channel, manage } = stage;
  const artist = discord.createRole({ guild, name: 'artist' });
  discord.addMember({ guild, user: ben, roles: [artist] });
  const picture = await ask(stage, 'imagine', { prompt: 'a fox' });
  await manage('roles allow', { role: artist });
  await manage('defaults set', { replies: 'ask' });

  const content = `${mention(discord)} in blue`;
  const offer = await replyTo(stage, discord.sendMessage({ user: ben, channel, content, replyTo: picture.id }));

  expect(buttonsOf(offer)).toEqual([['Edit it']]);
  expect((await press(stage, offer, 'Edit it', ben)).attachments).toHaveLength(1);
});

test('a model is for everybody or for a role; what is offered is what may be used', async () => {
  await using stage = await raiseRuled();
  const { discord, guild, upstream, ada, ben, channel, manage, changes } = stage;
  const vip = discord.createRole({ guild, name: 'vip' });
  discord.addMember({ guild, user: ben, roles: [vip] });
  const typing = { channel, command: 'imagine', focused: 'model', value: '' };
  const offered = async (user: string) => (await discord.autocomplete({ ...typing, user })).map(({ value }) => value);
  const all = await offered(ada);
  const usual = 'gpt-image-2';
  const other = String(all.find((each) => each !== usual));
  const picture = await ask(stage, 'imagine', { prompt: 'a fox', model: other });

  expect(await manage('models allow', { model: other, role: vip })).toBe(
    `Set: \`${other}\` for <@&${vip}>. What is not allowed may not be used: whoever has none of the roles named can use no model now.`,
  );
  expect((await ask(stage, 'imagine', { prompt: 'an owl' })).content).toBe(
    `A rule of this server does not let you use this model (${usual}). Nothing was charged.`,
  );
  expect(await manage('models allow', { model: usual })).toBe(
    `Set: \`${usual}\` for everybody. What is not allowed may not be used.`,
  );
  await stage.restart();

  expect(await offered(ada)).toEqual([usual]);
  expect(await offered(ben)).toEqual([usual, other]);
  const refused = `A rule of this server does not let you use this model (${other}). You may use \`${usual}\`. Nothing was charged.`;
  expect((await ask(stage, 'imagine', { prompt: 'an owl', model: other })).content).toBe(refused);
  expect((await press(stage, picture, 'Again')).content).toBe(refused);
  const form = await discord.pressButton({ user: ada, message: picture.id, label: 'Edit' }).modal(patience);
  expect(offeredIn(form, 'model')).toEqual([usual]);
  const late = discord.submitModal({ user: ada, modal: form.id, values: { prompt: 'in blue' } });
  expect((await ending(late)).attachments).toHaveLength(1);
  await ask(stage, 'imagine', { prompt: 'an owl', model: other }, { user: ben });
  expect(upstream.tasks).toHaveLength(3);

  expect(await manage('models list')).toBe(
    `**Models that may be used**\n- \`${other}\` for <@&${vip}>\n- \`${usual}\` for everybody`,
  );
  expect(await manage('models clear', { role: vip })).toBe(`Taken away: 1 rule for <@&${vip}>. The others hold on.`);
  expect(await manage('models clear')).toBe(
    'No rule for models is set here any more: every model may be used, by everybody.',
  );
  expect(await offered(ada)).toEqual(all);
  await until(() => changes().length === 5, 'five changes were told');
  expect(changes().slice(1)).toEqual([
    `- Models: nothing set → \`${other}\` for <@&${vip}>`,
    `- Models: the rest as before → \`${usual}\` for everybody`,
    `- Models: \`${other}\` for <@&${vip}> → the rest as before`,
    `- Models: \`${usual}\` for everybody → nothing set`,
  ]);
});

test('where the usual model is not allowed and none is named, the first that is allowed makes it', async () => {
  await using stage = await raiseRuled();
  const { discord, ada, channel, manage } = stage;
  const typing = { user: ada, channel, command: 'imagine', focused: 'model', value: '' };
  const all = (await discord.autocomplete(typing)).map(({ value }) => String(value));
  const [, second, third] = all;
  await manage('models allow', { model: String(third) });
  await manage('models allow', { model: String(second) });

  const answer = await ask(stage, 'imagine', { prompt: 'a fox' });

  expect(answer.attachments).toHaveLength(1);
  expect((await discord.autocomplete(typing)).map(({ value }) => value)).toEqual([second, third]);
  expect(answer.content).toContain(second === 'nano-banana' ? 'Nano Banana' : '');
});

test('a model that nobody knows is not allowed, and those that there are, are offered', async () => {
  await using stage = await raiseRuled();
  const { discord, manager, office, manage } = stage;

  expect(await manage('models allow', { model: 'dall-e' })).toBe(
    'I know no model of that name: choose one of those offered.',
  );
  const typing = { user: manager, channel: office, command: 'server models allow', focused: 'model', value: 'gpt' };
  expect((await discord.autocomplete(typing)).map(({ value }) => value)).toContain('gpt-image-2');
});
