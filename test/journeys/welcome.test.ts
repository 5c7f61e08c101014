import { expect, test } from 'vitest';
import { raiseStage, type Stage } from './stage/stage.ts';

// Whoever adds the bot to a server is told once what to do next.

const steps = '**Thank you for adding me.**';

/** A server of Ada's, to which the bot was not added yet, with a channel in which Discord greets. */
function withoutBot({ discord, ada }: Stage, { everyone }: { readonly everyone?: readonly ['VIEW_AUDIT_LOG'] } = {}) {
  const guild = discord.createGuild({
    name: 'Atelier',
    ownerId: ada,
    withBot: false,
    ...(everyone === undefined ? {} : { everyone: [...everyone, 'VIEW_CHANNEL', 'SEND_MESSAGES'] }),
  });
  return { guild, hall: discord.createChannel({ guild, name: 'hall', greets: true }) };
}

const bot = ({ discord }: Stage) => discord.world().bot.id;
const told = ({ discord }: Stage, channel: string) =>
  discord.waitForMessage(channel, ({ content }) => content.includes(steps));
const countIn = ({ discord, ada }: Stage, channel: string) => discord.visibleMessages(ada, channel).length;

test('whoever added it gets one direct message with the next three steps, whose commands are opened by a click', async () => {
  await using stage = await raiseStage();
  const { discord, ada, ben } = stage;
  const { guild, hall } = withoutBot(stage, { everyone: ['VIEW_AUDIT_LOG'] });
  discord.addMember({ guild, user: ben, permissions: ['MANAGE_GUILD'] });

  discord.addMember({ guild, user: bot(stage), by: ben });
  const { content } = await told(stage, discord.openDm(ben));

  for (const command of ['server channels allow', 'server limit set', 'server doctor', 'imagine', 'help']) {
    expect(content).toMatch(new RegExp(`</${command}:\\d+>`));
  }
  expect(countIn(stage, hall)).toBe(0);
  expect(countIn(stage, discord.openDm(ada))).toBe(0);
});

test('where the audit log is closed to the bot its owner is told', async () => {
  await using stage = await raiseStage();
  const { discord, ada, ben } = stage;
  const { guild } = withoutBot(stage);
  discord.addMember({ guild, user: ben, permissions: ['MANAGE_GUILD'] });

  discord.addMember({ guild, user: bot(stage), by: ben });
  await told(stage, discord.openDm(ada));
  expect(discord.visibleMessages(ben, discord.openDm(ben))).toEqual([]);
});

test('who takes no direct messages is told where Discord greets, and nobody else is called', async () => {
  await using stage = await raiseStage();
  const { discord, ada } = stage;
  const { guild, hall } = withoutBot(stage);
  discord.closeDm(ada);

  discord.addMember({ guild, user: bot(stage) });
  const { id, content } = await told(stage, hall);
  expect(content.startsWith(`<@${ada}>\n`)).toBe(true);
  expect(discord.pingsOf(id)).toEqual([ada]);
});

test('servers that it is in already hear nothing, also after a restart', async () => {
  await using stage = await raiseStage();
  const { discord, ada } = stage;
  const { guild } = withoutBot(stage);
  discord.addMember({ guild, user: bot(stage) });
  await told(stage, discord.openDm(ada));

  await stage.restart();
  // Another server shows that it listens again.
  const other = withoutBot(stage);
  discord.addMember({ guild: other.guild, user: bot(stage) });
  await discord.waitForMessage(discord.openDm(ada), () => countIn(stage, discord.openDm(ada)) > 1);
  expect(countIn(stage, discord.openDm(ada))).toBe(2);
});
