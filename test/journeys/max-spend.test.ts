import { expect, test } from 'vitest';
import { ask, isPrivate } from './asking.ts';
import { logLines, until } from './looking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

// AceDataCloud asks $0.01045 for a picture, and GMI Cloud, which stands behind it, up to $0.25.
const twoServices = { vendors: ['acedatacloud', 'gmicloud'] } as const;

const spent =
  /^The limit of what this bot may spend in all is reached for now\. It returns <t:\d+:R>\. Nothing was charged\.$/;
const accountRefused =
  'The image service refused our account. Whoever runs this bot has to put that right. Nothing was charged.';
const isPicture = ({ attachments }: { readonly attachments: readonly unknown[] }) => attachments.length === 1;

const deprecated =
  '`nano-banana-2` is deprecated by whoever made it, since 2026-10-06: AceDataCloud may stop having it';

/** A channel of the operator's own, in no member's server, and what is said there. */
function operatorChannel({ discord }: Pick<Stage, 'discord'>) {
  const guild = discord.createGuild({ name: 'Operations' });
  const operator = discord.createUser({ username: 'olga' });
  discord.addMember({ guild, user: operator });
  const alarms = discord.createChannel({ guild, name: 'alarms' });
  const all = () =>
    discord.visibleMessages(operator, alarms).map(({ content }) => content.replaceAll(/<t:\d+:R>/g, 'then'));
  // Told at every first start with this vendor.
  const said = () => all().filter((each) => !each.startsWith(deprecated));
  return { alarms, all, said };
}

test('what the operator is willing to pay is one sum over every server and direct message', async () => {
  await using stage = await raiseStage({ settings: { MAX_SPEND: 'day:0.021,month:200' } });
  const { discord, upstream, ada, ben } = stage;
  const elsewhere = discord.createGuild({ name: 'Elsewhere' });
  const channel = discord.createChannel({ guild: elsewhere, name: 'pictures' });
  discord.addMember({ guild: elsewhere, user: ben });

  expect(isPicture(await ask(stage, 'imagine', { prompt: 'a fox' }))).toBe(true);
  expect(isPicture(await ask(stage, 'imagine', { prompt: 'a fox' }, { user: ben, channel }))).toBe(true);
  const refused = await ask(stage, 'imagine', { prompt: 'a fox' }, { user: ben, channel });

  expect(refused.content).toMatch(spent);
  expect(isPrivate(refused)).toBe(true);
  expect(upstream.paidRequests).toHaveLength(2);
  expect((await ask(stage, 'quota', {}, { user: ada })).content).not.toContain('0.021');
});

test('a dearer service takes over where MAX_SPEND leaves the difference, and not where it does not', async () => {
  await using stage = await raiseStage({ ...twoServices, settings: { MAX_SPEND: 'day:0.249' } });
  stage.upstream.usedUp = true;

  expect((await ask(stage, 'imagine', { prompt: 'a hare' })).content).toBe(accountRefused);
  await stage.restart({ MAX_SPEND: 'day:0.25' });
  expect(isPicture(await ask(stage, 'imagine', { prompt: 'a fox' }))).toBe(true);

  expect(stage.gmicloud.queue.map(({ prompt }) => prompt)).toEqual(['a fox']);
});

test('MAX_LIMITS in dollars bind what a dearer service really takes', async () => {
  await using stage = await raiseStage({ ...twoServices, settings: { MAX_LIMITS: 'user:usd:day:0.255' } });
  stage.upstream.usedUp = true;

  expect(isPicture(await ask(stage, 'imagine', { prompt: 'a fox' }))).toBe(true);
  const refused = await ask(stage, 'imagine', { prompt: 'a hare' });
  const other = await ask(stage, 'imagine', { prompt: 'an owl' }, { user: stage.ben });

  expect(refused.content).toMatch(
    /^Your request would take \$0\.25, and the operator's limit for each member of \$0\.255 a day has \$0\.005 left\./,
  );
  expect(isPicture(other)).toBe(true);
});

test('what is lost counts, too', async () => {
  await using stage = await raiseStage({ settings: { MAX_SPEND: 'week:0.015' } });
  const { upstream } = stage;
  upstream.script.next({ result: { kind: 'status', status: 404 } });
  expect((await ask(stage, 'imagine', { prompt: 'a fox' })).content).toContain('You were not charged');
  expect((await ask(stage, 'imagine', { prompt: 'a hare' })).content).toMatch(spent);
});

test("the operator's channel is told once that MAX_SPEND is near, and once that it is reached", async () => {
  await using stage = await raiseStage();
  const { alarms, said } = operatorChannel(stage);
  const settings = { MAX_SPEND: 'day:0.045', OPERATOR_CHANNEL: alarms };
  await stage.restart(settings);

  for (let made = 0; made < 5; made += 1) await ask(stage, 'imagine', { prompt: 'a fox' });
  await until(() => said().length === 2, 'both notices');
  await stage.restart(settings);
  await ask(stage, 'imagine', { prompt: 'a fox' });

  expect(said()).toEqual([
    "The operator's limit for all servers of $0.045 a day is at 80 %: $0.042 used or held. It returns then. Beyond it, every request is refused (`MAX_SPEND`).",
    "The operator's limit for all servers of $0.045 a day is reached: $0.042 used or held. It returns then. Until then requests are refused (`MAX_SPEND`).",
  ]);
});

test("the operator's channel is told once that a balance is empty, and again once it was filled and is empty anew", async () => {
  await using stage = await raiseStage(twoServices);
  const { alarms, said } = operatorChannel(stage);
  const settings = { OPERATOR_CHANNEL: alarms };
  await stage.restart(settings);
  const empty =
    'The balance at AceDataCloud is empty. Other services are asked first until it is filled up; where there is none, requests fail, and nothing is charged.';

  stage.upstream.usedUp = true;
  await ask(stage, 'imagine', { prompt: 'a fox' });
  await until(() => said().length > 0, 'the notice');
  await stage.restart(settings);
  await ask(stage, 'imagine', { prompt: 'a fox' });
  expect(said()).toEqual([empty]);

  stage.upstream.usedUp = false;
  await stage.restart(settings);
  await ask(stage, 'imagine', { prompt: 'a fox' });
  stage.upstream.usedUp = true;
  await ask(stage, 'imagine', { prompt: 'a fox' });
  await until(() => said().length === 2, 'the second notice');
});

test("the operator's channel is told once of a day's losses, when that day is over, and of a model that is shut down", async () => {
  await using stage = await raiseStage({ vendors: ['acedatacloud', 'openai'] });
  const { alarms, all, said } = operatorChannel(stage);
  await stage.restart({ OPERATOR_CHANNEL: alarms });
  stage.upstream.script.next({ result: { kind: 'status', status: 404 } });
  await ask(stage, 'imagine', { prompt: 'a fox' });

  // Its end is shown a moment before it is written down.
  await until(() => logLines(stage).some(({ msg }) => msg === 'job ended'), 'the loss');

  stage.passTime(86_400_000);
  await until(() => said().some((each) => each.startsWith('Losses of ')), 'the losses');
  await stage.restart({ OPERATOR_CHANNEL: alarms });
  await ask(stage, 'imagine', { prompt: 'a fox' });

  const told = said().map((each) => each.replaceAll(/\d{4}-\d\d-\d\d/g, 'DAY'));
  expect(told.filter((each) => each.startsWith('Losses of '))).toEqual([
    'Losses of DAY (UTC): 1 picture that you may have paid for and nobody was charged for, at most $0.010. `npm run losses` lists them.',
  ]);
  expect(all().filter((each) => each.startsWith(deprecated))).toHaveLength(1);
  const shutDowns = told.filter((each) => each.includes('`gpt-image-1.5`'));
  expect(shutDowns.length).toBeGreaterThan(0);
  expect(new Set(shutDowns).size).toBe(shutDowns.length);
});
