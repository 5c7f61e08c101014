import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isReady } from '../../scripts/bot-program.ts';
import { startEmulatedDiscord } from '../../scripts/emulators/discord/index.ts';
import { processesOf, projectElsewhere, startNpm } from './npm-run.ts';

// npm runs a script through a shell, which would keep the signal to itself and leave the program behind.

describe.skipIf(process.platform !== 'linux')('SIGTERM to npm (what is left of it is read from /proc)', () => {
  test('of `npm start` lets the bot end well, and npm with it', { timeout: 60_000 }, async () => {
    await using discord = await startEmulatedDiscord({ world: 'demo' });
    const project = await projectElsewhere();
    const npm = startNpm(project, ['start'], {
      DISCORD_TOKEN: discord.botToken,
      DISCORD_API_URL: discord.apiUrl,
      DISCORD_CDN_URL: discord.cdnUrl,
      ACEDATACLOUD_API_TOKEN: 'unused',
      STORE_URL: `sqlite://${join(project, 'retouch.sqlite')}`,
      IMAGE_STORE_URL: `file://${join(project, 'images')}`,
      HTTP_PORT: '0',
    });
    await npm.line(isReady, 40_000);

    npm.signal('SIGTERM');

    expect(await npm.exited).toEqual({ code: 0, signal: null });
    expect(processesOf(project)).toEqual([]);
  });

  test('of `npm run playground` ends it and its bot', { timeout: 60_000 }, async () => {
    const project = await projectElsewhere();
    const npm = startNpm(project, ['run', 'playground', '--', '--port', '0']);
    const pid = Number(/process (\d+)/.exec(await npm.line((line) => line.includes('The bot is ready'), 40_000))?.[1]);
    expect(processesOf(project)).toContain(pid);

    npm.signal('SIGTERM');

    expect(await npm.exited).toEqual({ code: 0, signal: null });
    expect(processesOf(project)).toEqual([]);
  });

  test.each([
    ['chaos', ['--rounds', '50']],
    ['bench', ['--only', 'restart']],
  ])('of `npm run %s` ends it and its bot', { timeout: 60_000 }, async (script, options) => {
    const project = await projectElsewhere();
    const npm = startNpm(project, ['run', script, '--', ...options]);
    // npm, the program and its bot.
    await expect.poll(() => processesOf(project).length, { timeout: 40_000 }).toBe(3);

    npm.signal('SIGTERM');

    expect(await npm.exited).toEqual({ code: 143, signal: null });
    await expect.poll(() => processesOf(project)).toEqual([]);
  });
});
