import { REST, Routes } from 'discord.js';
import { afterEach, expect, test } from 'vitest';
import { startEmulatedDiscord } from '../../../scripts/emulators/discord/index.ts';
import { restOptions } from '../../../src/discord/connection/rest.ts';
import { withSteadyLimits } from '../../../src/discord/connection/steady-limits.ts';

// discord.js reads the machine's clock itself, so that this is what has to be set here.

const real = Date.now;
afterEach(() => {
  Date.now = real;
});

test.each([-7_200_000, 1_200_000])('a machine’s clock that is set by %i ms keeps no request waiting', async (ms) => {
  await using discord = await startEmulatedDiscord({ now: real });
  const rest = withSteadyLimits(new REST(restOptions(discord.apiUrl)).setToken(discord.botToken));
  await rest.get(Routes.user());

  Date.now = () => real() + ms;
  // More than the fifty that discord.js lets pass in what it takes for one second.
  for (let asked = 0; asked < 60; asked += 1) await rest.get(Routes.user());

  expect(discord.requestsTo('GET /users/@me')).toHaveLength(61);
});
