import { expect, test } from 'vitest';
import { png } from '../../../scripts/emulators/png.ts';
import { setStage } from './testing/stage.ts';

test('what the bot may not see or do is refused with Discord’s code', async () => {
  await using stage = await setStage();
  const { discord, rest, channel, guild } = stage;
  const send = async (body: object = { content: 'x' }, files?: { name: string; bytes: Buffer }[]) => {
    const reply = await rest(`POST /channels/${channel}/messages`, {
      body: body as never,
      ...(files ? { files } : {}),
    });
    return [reply.status, reply.body.code];
  };
  expect((await send())[0]).toBe(200);
  discord.setPermission({ channel, deny: ['ATTACH_FILES'] });
  expect(await send({}, [{ name: 'a.png', bytes: png(1, 1) }])).toEqual([403, 50013]);
  discord.setPermission({ channel, deny: ['READ_MESSAGE_HISTORY'] });
  const first = discord.visibleMessages(stage.mia, channel)[0]?.id ?? '';
  expect(await send({ content: 'x', message_reference: { message_id: first } })).toEqual([403, 160002]);
  expect((await rest(`GET /channels/${channel}/messages`)).body).toEqual([]);
  discord.setPermission({ channel, deny: ['SEND_MESSAGES'] });
  expect(await send()).toEqual([403, 50013]);
  discord.setPermission({ channel, deny: ['VIEW_CHANNEL'] });
  expect(await send()).toEqual([403, 50001]);
  discord.removeBot(guild);
  expect(await send()).toEqual([403, 50001]);
  expect((await rest(`GET /guilds/${guild}`)).body.code).toBe(10004);
  discord.deleteChannel(channel);
  expect(await send()).toEqual([404, 10003]);
});

test('a reply to what is gone is refused, or sent without it where that was asked for', async () => {
  await using stage = await setStage();
  const { discord, rest, channel, mia } = stage;
  const target = discord.sendMessage({ user: mia, channel, content: 'Hello' });
  const reply = (more: object = {}) =>
    rest(`POST /channels/${channel}/messages`, {
      body: { content: 'x', message_reference: { message_id: target, ...more } },
    });
  const answered = (await reply()).body;
  expect(answered).toMatchObject({ type: 19, referenced_message: { id: target, author: { id: mia } } });
  expect(discord.pingsOf(answered.id)).toEqual([mia]);
  discord.deleteMessage(mia, target);
  expect(discord.message(answered.id)).toMatchObject({
    message_reference: { message_id: target },
    referenced_message: null,
  });
  expect((await reply()).body.errors.message_reference._errors[0].code).toBe('MESSAGE_REFERENCE_UNKNOWN_MESSAGE');
  expect((await reply({ fail_if_not_exists: false })).body).toMatchObject({ type: 0, content: 'x' });
});

test('an enforced nonce returns the first message again for some minutes', async () => {
  await using stage = await setStage();
  const { discord, rest, channel } = stage;
  const send = async (nonce: string, enforce = true) =>
    (await rest(`POST /channels/${channel}/messages`, { body: { content: 'x', nonce, enforce_nonce: enforce } })).body;
  const first = await send('job-1');
  expect(first.nonce).toBe('job-1');
  expect((await send('job-1')).id).toBe(first.id);
  expect((await send('job-2')).id).not.toBe(first.id);
  expect((await send('job-1', false)).id).not.toBe(first.id);
  discord.advanceTime(5 * 60_000);
  expect((await send('job-1')).id).not.toBe(first.id);
  expect((await send('x'.repeat(26))).code).toBe(50035);
});

test('everything pings in a channel message unless told otherwise, and only users in an answer', async () => {
  await using stage = await setStage();
  const { discord, rest, channel, guild, mia, noah } = stage;
  const role = discord.createRole({ guild, name: 'painters', mentionable: true });
  discord.addMember({ guild, user: noah, roles: [role] });
  const content = `<@${mia}> <@&${role}> @everyone \`<@${noah}>\``;
  const pings = async (more: object = {}) => {
    const { body } = await rest(`POST /channels/${channel}/messages`, { body: { content, ...more } });
    return discord.pingsOf(body.id).toSorted();
  };
  expect(await pings()).toEqual(expect.arrayContaining([mia, noah]));
  expect(await pings({ allowed_mentions: { parse: [] } })).toEqual([]);
  expect(await pings({ allowed_mentions: { parse: ['users'] } })).toEqual([mia]);
  expect(await pings({ allowed_mentions: { users: [mia] } })).toEqual([mia]);
  expect(await pings({ allowed_mentions: { roles: [role] } })).toEqual([noah]);
  const both = await rest(`POST /channels/${channel}/messages`, {
    body: { content, allowed_mentions: { parse: ['users'], users: [mia] } },
  });
  expect(both.body.code).toBe(50035);
  const shown = [{ type: 10, content }];
  expect(await pings({ content: '', flags: 32768, components: shown, allowed_mentions: { parse: [] } })).toEqual([]);
  expect(await pings({ content: '', flags: 32768, components: shown, allowed_mentions: { users: [mia] } })).toEqual([
    mia,
  ]);

  const run = stage.edit();
  await stage.answer(run, { type: 5 });
  await rest(`PATCH ${stage.hook(run)}`, { body: { content }, token: null });
  expect(discord.pingsOf((await run.answered()).id)).toEqual([mia]);
});

test('direct messages reach who takes them and shares a server', async () => {
  await using stage = await setStage();
  const { discord, rest, guild, mia } = stage;
  const open = (await rest('POST /users/@me/channels', { body: { recipient_id: mia } })).body;
  expect(open).toMatchObject({ type: 1, recipients: [{ id: mia }] });
  const send = () => rest(`POST /channels/${open.id}/messages`, { body: { content: 'Done' } });
  expect((await send()).status).toBe(200);
  expect(discord.visibleMessages(mia, open.id).map(({ content }) => content)).toEqual(['Done']);
  discord.closeDm(mia);
  expect((await send()).body).toEqual({ message: 'Cannot send messages to this user', code: 50007 });
  discord.closeDm(mia, false);
  discord.removeMember(guild, mia);
  expect((await send()).body.code).toBe(50007);
});

test('an archived thread takes no edits, writing opens it again, and a locked one stays shut', async () => {
  await using stage = await setStage();
  const { discord, rest, channel, mia } = stage;
  const thread = discord.createThread({ channel, name: 'Poster', owner: mia });
  const sent = (await rest(`POST /channels/${thread}/messages`, { body: { content: 'One' } })).body;
  discord.changeThread(thread, { archived: true });
  const edited = await rest(`PATCH /channels/${thread}/messages/${sent.id}`, { body: { content: 'Two' } });
  expect([edited.status, edited.body.code]).toEqual([400, 50083]);
  expect((await rest(`PUT /channels/${thread}/thread-members/@me`)).body.code).toBe(50083);
  expect(discord.listCommands(mia, thread)).toEqual([]);
  expect((await rest(`POST /channels/${thread}/messages`, { body: { content: 'Three' } })).status).toBe(200);
  expect((await rest(`GET /channels/${thread}`)).body.thread_metadata.archived).toBe(false);
  discord.changeThread(thread, { archived: true, locked: true });
  expect((await rest(`POST /channels/${thread}/messages`, { body: { content: 'Four' } })).body.code).toBe(160005);
});

test('in threads another permission counts, and private ones are there for their members', async () => {
  await using stage = await setStage();
  const { discord, rest, channel, mia, noah } = stage;
  const open = discord.createThread({ channel, name: 'Open', owner: mia });
  discord.setPermission({ channel, deny: ['SEND_MESSAGES'] });
  expect((await rest(`POST /channels/${open}/messages`, { body: { content: 'x' } })).status).toBe(200);
  discord.setPermission({ channel, deny: ['SEND_MESSAGES_IN_THREADS'] });
  expect((await rest(`POST /channels/${open}/messages`, { body: { content: 'x' } })).body.code).toBe(50013);
  const hidden = discord.createThread({ channel, name: 'Hidden', owner: mia, private: true });
  expect([discord.maySee(mia, hidden), discord.maySee(noah, hidden)]).toEqual([true, false]);
  expect((await rest(`GET /channels/${hidden}`)).body.code).toBe(50001);
  discord.addThreadMember(hidden, discord.botUser.id);
  expect((await rest(`GET /channels/${hidden}`)).body.type).toBe(12);
});

test('a thread started from a message has its id, and only one can start there', async () => {
  await using stage = await setStage();
  const { discord, rest, channel, mia } = stage;
  const message = discord.sendMessage({ user: mia, channel, content: 'A castle' });
  const start = () =>
    rest(`POST /channels/${channel}/messages/${message}/threads`, {
      body: { name: 'Castle', auto_archive_duration: 60 },
    });
  expect((await start()).body).toMatchObject({ id: message, parent_id: channel, type: 11 });
  expect((await start()).body.code).toBe(160004);
  expect(discord.visibleMessages(mia, message)).toMatchObject([
    { type: 21, referenced_message: { content: 'A castle' } },
  ]);
  expect((discord.message(message)?.flags ?? 0) & 32).toBe(32);
});

test('messages are listed newest first, before, after and around one', async () => {
  await using stage = await setStage({ messageContentIntent: true });
  const { discord, rest, channel, mia } = stage;
  const ids = ['a', 'b', 'c', 'd', 'e'].map((content) => discord.sendMessage({ user: mia, channel, content }));
  const list = async (query: string) =>
    (await rest(`GET /channels/${channel}/messages?${query}`)).body
      .map(({ content }: { content: string }) => content)
      .join('');
  expect(await list('')).toBe('edcba');
  expect(await list('limit=2')).toBe('ed');
  expect(await list(`before=${ids[2]}`)).toBe('ba');
  expect(await list(`after=${ids[2]}&limit=1`)).toBe('d');
  expect(await list(`around=${ids[2]}&limit=3`)).toBe('dcb');
  expect((await rest(`GET /channels/${channel}/messages?limit=101`)).body.code).toBe(50035);
});

test('the bot edits only its own messages, and deletes others’ with the permission', async () => {
  await using stage = await setStage();
  const { discord, rest, channel, mia } = stage;
  const id = discord.sendMessage({ user: mia, channel, content: 'Mine' });
  const path = `/channels/${channel}/messages/${id}`;
  expect((await rest(`PATCH ${path}`, { body: { content: 'x' } })).body.code).toBe(50005);
  expect((await rest(`DELETE ${path}`)).body.code).toBe(50013);
  discord.setPermission({ channel, allow: ['MANAGE_MESSAGES'] });
  expect((await rest(`DELETE ${path}`)).status).toBe(204);
});

test('AutoMod refuses what holds its words, on creation and on edits, in that server alone', async () => {
  await using stage = await setStage();
  const { discord, rest, channel, guild, mia } = stage;
  const post = async (body: object, where = channel, files?: { name: string; bytes: Buffer }[]) => {
    const sent = await rest(`POST /channels/${where}/messages`, { body: body as never, ...(files ? { files } : {}) });
    return [sent.status, sent.body.code ?? null];
  };
  const sent = (await rest(`POST /channels/${channel}/messages`, { body: { content: 'Hello' } })).body;
  const takeBack = discord.addAutoMod({ guild, words: ['plum'] });
  const picture = { name: 'a.png', bytes: png(1, 1) };

  expect(await post({ content: 'A PLUM\u2060tree' })).toEqual([400, 200000]);
  expect(await post({ content: 'pl\u200bum' })).toEqual([400, 200000]);
  expect(await post({ attachments: [{ id: '0', description: 'a plum' }] }, channel, [picture])).toEqual([400, 200000]);
  expect(await post({}, channel, [{ ...picture, name: 'plum.png' }])).toEqual([400, 200000]);
  expect(await post({ content: 'A pear' })).toEqual([200, null]);
  const edited = await rest(`PATCH /channels/${channel}/messages/${sent.id}`, { body: { content: 'plum' } });
  expect([edited.status, edited.body.code]).toEqual([400, 200000]);
  expect(discord.message(sent.id)?.content).toBe('Hello');
  expect(await post({ content: 'plum' }, discord.openDm(mia))).toEqual([200, null]);

  const run = stage.edit();
  expect((await stage.answer(run, { type: 4, data: { content: 'plum' } })).body.code).toBe(200000);
  // Nothing was taken: it may still be answered.
  expect((await stage.answer(run, { type: 4, data: { content: 'pear' } })).status).toBeLessThan(300);
  takeBack();
  discord.addAutoMod({ guild, words: ['http://'], code: 240000 });
  expect(await post({ content: 'plum' })).toEqual([200, null]);
  expect(await post({ content: 'http://bad.example' })).toEqual([400, 240000]);
});
