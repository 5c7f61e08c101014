import type { APIApplicationCommand, APIAttachment, APIMessage, APIUser } from 'discord.js';
import { expect, expectTypeOf, test } from 'vitest';
import type { WireAttachment, WireCommand, WireMessage, WireUser } from '../../../scripts/emulators/discord/index.ts';
import { png } from '../../../scripts/emulators/png.ts';
import { setStage } from './testing/stage.ts';

/** Keys that the published types of Discord's API promise and these payloads lack. */
type Missing<Published, Ours> = Exclude<
  { [Key in keyof Published]-?: undefined extends Published[Key] ? never : Key }[keyof Published],
  keyof Ours
>;

test('payloads have every field that Discord’s published types promise', () => {
  expectTypeOf<Missing<APIMessage, WireMessage>>().toEqualTypeOf<never>();
  expectTypeOf<Missing<APIUser, WireUser>>().toEqualTypeOf<never>();
  expectTypeOf<Missing<APIAttachment, WireAttachment>>().toEqualTypeOf<never>();
  expectTypeOf<Missing<APIApplicationCommand, WireCommand>>().toEqualTypeOf<never>();
});

// The required fields of MessageResponse and UserResponse in Discord's OpenAPI document (reference 10.18).
const MESSAGE =
  'attachments author channel_id components content edited_timestamp embeds flags id mention_everyone mention_roles mentions pinned timestamp tts type';
const USER = 'avatar discriminator flags global_name id primary_guild public_flags username';

test('messages over REST hold the OpenAPI document’s required fields, and no field of the gateway', async () => {
  await using stage = await setStage();
  const { rest, channel } = stage;
  const first = (
    await rest(`POST /channels/${channel}/messages`, {
      body: { content: 'x' },
      files: [{ name: 'a.png', bytes: png(1, 1) }],
    })
  ).body;
  const reply = (
    await rest(`POST /channels/${channel}/messages`, {
      body: { content: 'y', message_reference: { message_id: first.id } },
    })
  ).body;
  const run = stage.edit();
  await stage.answer(run, { type: 5 });
  const answer = (await rest(`GET ${stage.hook(run)}`, { token: null })).body;
  for (const message of [first, reply, answer]) {
    expect(Object.keys(message)).toEqual(expect.arrayContaining(MESSAGE.split(' ')));
    expect(Object.keys(message.author)).toEqual(expect.arrayContaining(USER.split(' ')));
    expect(Object.keys(message)).not.toEqual(expect.arrayContaining(['guild_id']));
    expect(Object.keys(message)).not.toEqual(expect.arrayContaining(['member']));
  }
  expect(reply.message_reference.type).toBe(0);
});
