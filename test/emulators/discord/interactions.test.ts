import { expect, test } from 'vitest';
import { png } from '../../../scripts/emulators/png.ts';
import { setStage } from './testing/stage.ts';

const standstill = (): number => 1_800_000_000_000;

test('a command that nobody answers fails after three seconds, and a late answer is an unknown interaction', async () => {
  await using stage = await setStage({ interactionDeadlineMs: 40 });
  const run = stage.edit();
  expect(run.view().state).toBe('waiting');
  await run.failed({ timeoutMs: 1000 });
  const { status, body } = await stage.answer(run, { type: 4, data: { content: 'late' } });
  expect([status, body.code, body.message]).toEqual([404, 10062, 'Unknown interaction']);
  expect(stage.discord.visibleMessages(stage.mia, stage.channel)).toEqual([]);
  await expect(run.answered()).rejects.toThrow('did not respond');
});

test('the three seconds follow the clock of the test', async () => {
  await using stage = await setStage({ now: standstill });
  const run = stage.edit();
  stage.discord.advanceTime(2999);
  expect(run.view().state).toBe('waiting');
  stage.discord.advanceTime(1);
  expect(run.view().state).toBe('failed');
});

test('an interaction is acknowledged once', async () => {
  await using stage = await setStage();
  const run = stage.edit();
  expect((await stage.answer(run, { type: 5 })).status).toBe(204);
  const second = await stage.answer(run, { type: 4, data: { content: 'again' } });
  expect([second.status, second.body.code]).toEqual([400, 40060]);
});

test('a refused answer does not use up the acknowledgement', async () => {
  await using stage = await setStage();
  const run = stage.edit();
  const wrong = await stage.answer(run, { type: 4, data: { content: 'x'.repeat(2001) } });
  expect(wrong.body).toEqual({
    message: 'Invalid Form Body',
    code: 50035,
    errors: {
      data: { content: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 2000 or fewer in length.' }] } },
    },
  });
  expect((await stage.answer(run, { type: 4, data: {} })).body.code).toBe(50006);
  expect((await stage.answer(run, { type: 4, data: { content: 'x' } })).status).toBe(204);
});

test('a deferral takes no flag but EPHEMERAL', async () => {
  await using stage = await setStage();
  const run = stage.edit();
  expect((await stage.answer(run, { type: 5, data: { flags: 64 | 32768 } })).body.code).toBe(50035);
  expect((await stage.answer(run, { type: 5, data: { flags: 64 } })).status).toBe(204);
  expect(run.view()).toMatchObject({ state: 'deferred', ephemeral: true });
});

test('a deferral shows "thinking" to its audience, and an edit cannot change who that is', async () => {
  await using stage = await setStage();
  const run = stage.edit();
  const asked = await stage.answer(run, { type: 5, data: { flags: 64 } }, '?with_response=true');
  expect(asked.status).toBe(200);
  expect(asked.body).toEqual({
    interaction: {
      id: run.id,
      type: 2,
      response_message_id: run.view().responseMessageId,
      response_message_loading: true,
      response_message_ephemeral: true,
    },
    resource: { type: 5 },
  });
  expect(stage.discord.visibleMessages(stage.mia, stage.channel).map(({ flags }) => flags)).toEqual([64 | 128]);
  const edited = await stage.rest(`PATCH ${stage.hook(run)}`, { body: { content: 'Done', flags: 0 }, token: null });
  expect([edited.body.flags, edited.body.edited_timestamp]).toEqual([64, null]);
  expect(stage.discord.visibleMessages(stage.noah, stage.channel)).toEqual([]);
});

test('the message of an immediate answer comes with the response when asked for', async () => {
  await using stage = await setStage();
  const run = stage.edit();
  const { body } = await stage.answer(run, { type: 4, data: { content: 'Hello' } }, '?with_response=true');
  expect(body.resource.message).toMatchObject({
    id: body.interaction.response_message_id,
    type: 20,
    content: 'Hello',
    application_id: stage.discord.applicationId,
    webhook_id: stage.discord.applicationId,
    interaction_metadata: { id: run.id, type: 2, user: { id: stage.mia } },
  });
});

test('before the acknowledgement there is no webhook, and after 15 minutes its token is invalid', async () => {
  await using stage = await setStage({ now: standstill });
  const run = stage.edit();
  const edit = () => stage.rest(`PATCH ${stage.hook(run)}`, { body: { content: 'x' }, token: null });
  expect((await edit()).body.code).toBe(10015);
  await stage.answer(run, { type: 5 });
  stage.discord.advanceTime(15 * 60_000 - 1);
  expect((await edit()).status).toBe(200);
  stage.discord.advanceTime(1);
  const late = await edit();
  expect([late.status, late.body]).toEqual([401, { message: 'Invalid Webhook Token', code: 50027 }]);
});

test('past the token the bot edits and deletes a public answer by its own token, but never a private one', async () => {
  await using stage = await setStage();
  const open = stage.edit();
  await stage.answer(open, { type: 5 });
  const hidden = stage.edit();
  await stage.answer(hidden, { type: 5, data: { flags: 64 } });
  stage.discord.expireTokens();
  const path = (id: string | null) => `/channels/${stage.channel}/messages/${id}`;
  const edited = await stage.rest(`PATCH ${path(open.view().responseMessageId)}`, {
    body: { content: 'Late, but here' },
  });
  expect([edited.status, edited.body.flags]).toEqual([200, 0]);
  expect((await open.answered()).content).toBe('Late, but here');
  expect(
    (await stage.rest(`PATCH ${path(hidden.view().responseMessageId)}`, { body: { content: 'x' } })).body.code,
  ).toBe(10008);
  expect((await stage.rest(`DELETE ${path(open.view().responseMessageId)}`)).status).toBe(204);
  expect(open.message()).toBe(null);
});

test('the first follow-up to a deferral fills it, the next is a message of its own that answers it', async () => {
  await using stage = await setStage();
  const run = stage.edit();
  await stage.answer(run, { type: 5 });
  const follow = `POST /webhooks/${stage.discord.applicationId}/${run.view().token}`;
  const first = await stage.rest(follow, { body: { content: 'One', flags: 64 }, token: null });
  expect([first.body.id, first.body.flags]).toEqual([run.view().responseMessageId, 0]);
  const second = await stage.rest(follow, { body: { content: 'Two', flags: 64 }, token: null });
  expect(second.body).toMatchObject({
    type: 19,
    flags: 64,
    message_reference: { message_id: first.body.id },
    interaction_metadata: { original_response_message_id: first.body.id },
  });
  expect(run.followUps().map(({ content }) => content)).toEqual(['Two']);
  expect(stage.discord.visibleMessages(stage.noah, stage.channel).map(({ content }) => content)).toEqual(['One']);
  expect((await stage.rest(`GET ${stage.hook(run, second.body.id)}`, { token: null })).body.content).toBe('Two');
  expect((await stage.rest(`DELETE ${stage.hook(run, second.body.id)}`, { token: null })).status).toBe(204);
  expect((await stage.rest(`GET ${stage.hook(run, second.body.id)}`, { token: null })).body.code).toBe(10008);
});

test('@original is understood percent-encoded, and a wrong token or id is unknown', async () => {
  await using stage = await setStage();
  const run = stage.edit();
  await stage.answer(run, { type: 4, data: { content: 'x' } });
  expect((await stage.rest(`GET ${stage.hook(run, '%40original')}`, { token: null })).body.content).toBe('x');
  const wrong = `/webhooks/${stage.discord.applicationId}/nonsense/messages/@original`;
  expect((await stage.rest(`GET ${wrong}`, { token: null })).body.code).toBe(10015);
  const stranger = await stage.rest(`POST /interactions/${run.id}/nonsense/callback`, {
    body: { type: 5 },
    token: null,
  });
  expect(stranger.body.code).toBe(10062);
});

test('an answer of the wrong kind is refused: no update without a component, no choices for a command', async () => {
  await using stage = await setStage();
  const run = stage.edit();
  for (const type of [1, 6, 7, 8]) {
    expect((await stage.answer(run, { type, data: { choices: [] } })).body.errors.type._errors[0].code).toBe(
      'BASE_TYPE_CHOICES',
    );
  }
  expect((await stage.answer(run, { type: 10 })).status).toBe(501);
});

test('a button’s press updates its message, and its deferred update may be edited later', async () => {
  await using stage = await setStage();
  const run = stage.edit();
  const row = { type: 1, components: [{ type: 2, style: 1, label: 'Again', custom_id: 'again:1' }] };
  await stage.answer(run, { type: 4, data: { content: 'Picture', components: [row] } });
  const { id } = await run.answered();
  const press = stage.discord.pressButton({ user: stage.noah, message: id, label: 'Again' });
  await stage.answer(press, { type: 7, data: { content: 'Pressed' } });
  expect(stage.discord.message(id)?.content).toBe('Pressed');
  expect(press.view()).toMatchObject({ kind: 'component', state: 'answered', responseMessageId: id });

  const second = stage.discord.pressButton({ user: stage.noah, message: id, customId: 'again:1' });
  await stage.answer(second, { type: 6 });
  expect(second.view().state).toBe('deferred update');
  await stage.rest(`PATCH ${stage.hook(second)}`, { body: { content: 'Later' }, token: null });
  expect((await second.answered()).content).toBe('Later');
});

test('a message that answers a button shows as a reply to the one it is on', async () => {
  await using stage = await setStage();
  const run = stage.edit();
  const row = { type: 1, components: [{ type: 2, style: 1, label: 'Why', custom_id: 'why' }] };
  await stage.answer(run, { type: 4, data: { content: 'No', components: [row] } });
  const { id } = await run.answered();
  const press = stage.discord.pressButton({ user: stage.noah, message: id, customId: 'why' });
  await stage.answer(press, { type: 4, data: { content: 'Because', flags: 64 } });
  expect(await press.answered()).toMatchObject({ type: 19, flags: 64, referenced_message: { id } });
  expect(stage.discord.visibleMessages(stage.mia, stage.channel).map(({ content }) => content)).toEqual(['No']);
});

test('completion offers what the bot sends, at most 25', async () => {
  await using stage = await setStage();
  const { discord, mia, channel } = stage;
  const type = () => discord.autocomplete({ user: mia, channel, command: 'edit', focused: 'model', value: 'gp' });
  const offered = type();
  const [interaction] = discord.interactions();
  const handle = discord.interaction(interaction?.id ?? '');
  const many = Array.from({ length: 26 }, (_, index) => ({ name: `m${index}`, value: `m${index}` }));
  expect((await stage.answer(handle, { type: 8, data: { choices: many } })).body.code).toBe(50035);
  expect((await stage.answer(handle, { type: 5 })).body.code).toBe(50035);
  await stage.answer(handle, { type: 8, data: { choices: many.slice(0, 2) } });
  expect(await offered).toEqual([
    { name: 'm0', value: 'm0' },
    { name: 'm1', value: 'm1' },
  ]);
});

test('completion offers nothing when the bot is late', async () => {
  await using stage = await setStage({ interactionDeadlineMs: 150 });
  const { discord, mia: user, channel } = stage;
  expect(await discord.autocomplete({ user, channel, command: 'edit', focused: 'model', value: 'gp' })).toEqual([]);
});

test('an immediate answer and an update take files, too', async () => {
  await using stage = await setStage();
  const run = stage.edit();
  const callback = (id: string, token: string) => `POST /interactions/${id}/${token}/callback?with_response=true`;
  const row = { type: 1, components: [{ type: 2, style: 1, label: 'Again', custom_id: 'again' }] };
  const first = await stage.rest(callback(run.id, run.view().token), {
    body: { type: 4, data: { components: [row], attachments: [{ id: '0', description: 'One' }] } },
    files: [{ name: 'one.png', bytes: png(2, 2) }],
    token: null,
  });
  expect(first.body.resource.message.attachments).toMatchObject([{ filename: 'one.png', description: 'One' }]);
  const press = stage.discord.pressButton({ user: stage.mia, message: first.body.resource.message.id, label: 'Again' });
  const second = await stage.rest(callback(press.id, press.view().token), {
    body: { type: 7, data: { attachments: [{ id: 0 }] } },
    files: [{ name: 'two.png', bytes: png(3, 3) }],
    token: null,
  });
  expect(second.body.resource.message.attachments).toMatchObject([{ filename: 'two.png', width: 3 }]);
  expect(stage.discord.filesOf(first.body.resource.message.id).map(({ name }) => name)).toEqual(['two.png']);
});
