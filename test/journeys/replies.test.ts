import { describe, expect, test } from 'vitest';
import type { EmulatedDiscordOptions } from '../../scripts/emulators/discord/index.ts';
import { png } from '../../scripts/emulators/png.ts';
import { ask, buttonsOf, ending, inputs, linkTo, mention, patience, replyTo, saidTo, sha256 } from './asking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

const beach = { name: 'beach.png', bytes: png(64, 48) };
const hat = { name: 'hat.png', bytes: png(40, 40) };

const hintsIn = ({ discord, ada, channel }: Stage) =>
  discord.visibleMessages(ada, channel).filter(({ content }) => content.startsWith('Discord did not let me read'));

const worlds = (['readable', 'withheld'] as const).flatMap((reading) =>
  [true, false].map((intent) => ({ reading, intent })),
);

describe.each(worlds)(
  'where a ping-reply to a command’s answer is $reading, content intent: $intent',
  ({ reading, intent }) => {
    const options: { readonly discord: EmulatedDiscordOptions } = {
      discord: { pingReplyToInteractionResponse: reading, messageContentIntent: intent },
    };

    test('a reply with the ping on to a result edits it, or is told how; words that may be nobody’s business are left alone', async () => {
      await using stage = await raiseStage(options);
      const { discord, upstream, ada, channel } = stage;
      const made = await ask(stage, 'imagine', { prompt: 'a beach' });
      await ask(stage, 'edit', { prompt: 'at night' });

      const asked = discord.sendMessage({ user: ada, channel, content: 'with a parasol', replyTo: made.id });

      if (reading === 'readable') {
        const answer = await replyTo(stage, asked);
        expect(upstream.tasks[2]?.prompt).toBe('with a parasol');
        expect(inputs(stage)[2]).toEqual([upstream.tasks[0]?.results[0]?.sha256]);
        expect(answer.content).toContain(`From [version 1](${linkTo(stage, made)})`);
        expect(discord.pingsOf(answer.id)).toEqual([]);
        expect(hintsIn(stage)).toEqual([]);
      } else if (intent) {
        // It can be read and mentions nobody: it looks like any reply with the ping off.
        expect(await saidTo(stage, asked)).toEqual([]);
        expect(upstream.tasks).toHaveLength(2);
      } else {
        const hint = await replyTo(stage, asked);
        expect(hint.content).toBe('Discord did not let me read that reply. Mention me in it, or press **Edit**.');
        const form = await discord.pressButton({ user: ada, message: hint.id, label: 'Edit' }).modal(patience);
        await ending(discord.submitModal({ user: ada, modal: form.id, values: { prompt: 'with a parasol' } }));
        expect(inputs(stage)[2]).toEqual([upstream.tasks[0]?.results[0]?.sha256]);
      }
    });

    test('a reply that mentions the bot in its words edits the result, ping or no ping', async () => {
      await using stage = await raiseStage(options);
      const { discord, upstream, ada, channel } = stage;
      const made = await ask(stage, 'imagine', { prompt: 'a beach' });

      const content = `${mention(discord)} with a parasol`;
      await replyTo(stage, discord.sendMessage({ user: ada, channel, content, replyTo: made.id, ping: false }));

      expect(upstream.tasks[1]?.prompt).toBe('with a parasol');
      expect(inputs(stage)[1]).toEqual([upstream.tasks[0]?.results[0]?.sha256]);
    });

    test('a reply with the ping on to the answer to a message edits that', async () => {
      await using stage = await raiseStage(options);
      const { discord, upstream, ada, ben, channel } = stage;
      const content = `${mention(discord)} as a watercolour`;
      const answer = await replyTo(stage, discord.sendMessage({ user: ada, channel, content, files: [beach] }));

      const asked = discord.sendMessage({ user: ben, channel, content: 'with a parasol', replyTo: answer.id });
      const edited = await replyTo(stage, asked);

      expect(inputs(stage)).toEqual([[sha256(beach.bytes)], [upstream.tasks[0]?.results[0]?.sha256]]);
      expect(edited.content).toContain(`From [version 2](${linkTo(stage, answer)})`);
    });

    test('pictures attached to a reply come after what is replied to', async () => {
      await using stage = await raiseStage(options);
      const { discord, upstream, ada, channel } = stage;
      const made = await ask(stage, 'imagine', { prompt: 'a beach' });

      const content = `${mention(discord)} wearing this hat`;
      const asked = discord.sendMessage({ user: ada, channel, content, replyTo: made.id, files: [hat] });
      await replyTo(stage, asked);

      expect(inputs(stage)[1]).toEqual([upstream.tasks[0]?.results[0]?.sha256, sha256(hat.bytes)]);
    });

    test('a reply in direct messages edits the result', async () => {
      await using stage = await raiseStage(options);
      const { discord, upstream, ada } = stage;
      const direct = discord.openDm(ada);
      const made = await ask(stage, 'imagine', { prompt: 'a beach' }, { channel: direct });

      const asked = discord.sendMessage({ user: ada, channel: direct, content: 'with a parasol', replyTo: made.id });
      const answer = await replyTo(stage, asked, direct);

      expect(inputs(stage)[1]).toEqual([upstream.tasks[0]?.results[0]?.sha256]);
      expect(answer.content).toContain(`From [version 1](https://discord.com/channels/@me/${direct}/${made.id})`);
    });
  },
);

test('a reply to a result that mentions nobody and can be read is left alone', async () => {
  await using stage = await raiseStage({
    discord: { pingReplyToInteractionResponse: 'readable', messageContentIntent: true },
  });
  const { discord, upstream, ada, ben, channel } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a beach' });

  const talk = { user: ben, channel, content: 'wow', replyTo: made.id, ping: false } as const;
  const asked = discord.sendMessage(talk);

  expect(await saidTo(stage, asked)).toEqual([]);
  expect(upstream.tasks).toHaveLength(1);
  expect(discord.visibleMessages(ada, channel).map(({ content }) => content)).toHaveLength(4);
});

test('a mention that only talks is not paid for: it gets the price and a button', async () => {
  await using stage = await raiseStage();
  const { discord, upstream, ada, channel } = stage;
  await ask(stage, 'imagine', { prompt: 'a beach' });

  const thanks = discord.sendMessage({ user: ada, channel, content: `thank you ${mention(discord)}` });
  const answer = await replyTo(stage, thanks);

  expect(answer.content).toMatch(/^Nothing was made\. Shall I make a picture of that, for about \$0\.\d+\?/);
  expect(buttonsOf(answer)).toEqual([['Make a picture', 'Edit the current one']]);
  expect(upstream.tasks).toHaveLength(1);
});

describe('a thread whose messages Discord does not send to a bot that has not joined it', () => {
  const silent = {
    discord: { messagesInUnjoinedThreads: 'silent', pingReplyToInteractionResponse: 'readable' },
  } as const;

  test('is joined by whoever mentions the bot there, so that a reply edits as anywhere', async () => {
    await using stage = await raiseStage(silent);
    const { discord, upstream, ada, ben, channel } = stage;
    const thread = discord.createThread({ channel, name: 'Poster', owner: ben, members: [ada] });
    const made = await ask(stage, 'imagine', { prompt: 'a beach' }, { channel: thread });

    const asked = discord.sendMessage({ user: ada, channel: thread, content: 'with a parasol', replyTo: made.id });
    const answer = await replyTo(stage, asked, thread);

    expect(inputs(stage)[1]).toEqual([upstream.tasks[0]?.results[0]?.sha256]);
    expect(answer.content).toContain(`From [version 1](${linkTo(stage, made)})`);
  });
});

test('a reply to several pictures made at once is made from all of them', async () => {
  await using stage = await raiseStage();
  const { discord, ada, channel } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a beach', count: 3 });

  const content = `${mention(discord)} as a triptych`;
  const answer = await replyTo(stage, discord.sendMessage({ user: ada, channel, content, replyTo: made.id }));

  expect(inputs(stage)[3]).toEqual(discord.filesOf(made.id).map((file) => file.sha256));
  expect(answer.content).toContain(`From [version 1](${linkTo(stage, made)}) and 2 more pictures`);
});

test('a reply to words of the bot’s edits the current picture', async () => {
  await using stage = await raiseStage();
  const { discord, upstream, ada, channel } = stage;
  await ask(stage, 'imagine', { prompt: 'a beach' });
  await ask(stage, 'edit', { prompt: 'at night' });
  const undone = await ask(stage, 'history undo');

  const content = `${mention(discord)} in the rain`;
  await replyTo(stage, discord.sendMessage({ user: ada, channel, content, replyTo: undone.id }));

  expect(inputs(stage)[2]).toEqual([upstream.tasks[0]?.results[0]?.sha256]);
});
