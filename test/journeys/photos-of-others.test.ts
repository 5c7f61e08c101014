import { describe, expect, test } from 'vitest';
import { png } from '../../scripts/emulators/png.ts';
import { ask, inputs, mention, replyTo, saidTo, sha256 } from './asking.ts';
import { raiseStage } from './stage/stage.ts';

const beach = { name: 'beach.png', bytes: png(64, 48) };
const dune = { name: 'dune.png', bytes: png(48, 64) };
const hat = { name: 'hat.png', bytes: png(40, 40) };

describe('somebody else’s photos', () => {
  const withIntent = { discord: { messageContentIntent: true } };

  test('are edited by a reply that mentions the bot, all of them in their order, byte for byte', async () => {
    await using stage = await raiseStage(withIntent);
    const { discord, ada, ben, channel } = stage;
    const photos = discord.sendMessage({ user: ben, channel, content: 'look!', files: [beach, dune] });

    const content = `${mention(discord)} as one panorama`;
    const answer = await replyTo(stage, discord.sendMessage({ user: ada, channel, content, replyTo: photos }));

    expect(inputs(stage)).toEqual([[beach, dune].map(({ bytes }) => sha256(bytes))]);
    expect(answer.content).toContain(
      `From [the picture sent](https://discord.com/channels/${stage.guild}/${channel}/${photos}) and 1 more picture`,
    );
  });

  test('come before the pictures attached to the reply', async () => {
    await using stage = await raiseStage(withIntent);
    const { discord, ada, ben, channel } = stage;
    const photo = discord.sendMessage({ user: ben, channel, files: [beach] });

    const content = `${mention(discord)} give it this hat`;
    await replyTo(stage, discord.sendMessage({ user: ada, channel, content, replyTo: photo, files: [hat] }));

    expect(inputs(stage)).toEqual([[sha256(beach.bytes), sha256(hat.bytes)]]);
  });

  test('that Discord keeps from the bot are not mistaken for the current picture: it says how to show them', async () => {
    await using stage = await raiseStage();
    const { discord, upstream, ada, ben, channel } = stage;
    await ask(stage, 'imagine', { prompt: 'a beach' });
    const photo = discord.sendMessage({ user: ben, channel, files: [dune] });

    const content = `${mention(discord)} as a watercolour`;
    const answer = await replyTo(stage, discord.sendMessage({ user: ada, channel, content, replyTo: photo }));

    expect(answer.content).toBe(
      'Discord does not show me that message. Open its menu and use **Apps → Edit image**, or attach the picture.',
    );
    expect(discord.pingsOf(answer.id)).toEqual([]);
    expect(upstream.tasks).toHaveLength(1);
  });

  test('are not the bot’s business where nobody mentions it', async () => {
    await using stage = await raiseStage(withIntent);
    const { discord, upstream, ada, ben, channel } = stage;
    const photo = discord.sendMessage({ user: ben, channel, files: [dune] });

    const asked = discord.sendMessage({ user: ada, channel, content: 'how nice', replyTo: photo });

    expect(await saidTo(stage, asked)).toEqual([]);
    expect(upstream.requests).toEqual([]);
  });
});

test('a picture that was deleted before it could be fetched is named, and nothing else is edited instead', async () => {
  await using stage = await raiseStage({ discord: { messageContentIntent: true } });
  const { discord, upstream, ada, ben, channel } = stage;
  await ask(stage, 'imagine', { prompt: 'a desert' });
  const photo = discord.sendMessage({ user: ben, channel, files: [beach] });

  const release = discord.holdGateway();
  const content = `${mention(discord)} in the rain`;
  const asked = discord.sendMessage({ user: ada, channel, content, replyTo: photo });
  discord.deleteMessage(ben, photo);
  release();
  const answer = await replyTo(stage, asked);

  expect(answer.content).toBe(
    'Your request needs a picture that can no longer be fetched (beach.png). Attach it again. Nothing was charged.',
  );
  expect(upstream.tasks).toHaveLength(1);
});
