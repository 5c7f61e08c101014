import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from 'vitest';
import type { DemoWorld } from '../../scripts/emulators/discord/index.ts';
import type { Playground } from '../../scripts/playground/start.ts';
import { become, messages, runCommand, say } from './at-the-keyboard.ts';
import {
  botReady,
  browserTest,
  eventually,
  launchBrowser,
  noBrowser,
  type OpenPage,
  openPage,
  raisePlayground,
  screenshot,
} from './browser.ts';

describe('who and where, in the playground', () => {
  let playground: Playground;
  let browser: Browser;
  let open: OpenPage;

  beforeAll(async () => {
    if (noBrowser !== null) return;
    playground = await raisePlayground();
    browser = await launchBrowser();
    await botReady(playground);
  });

  beforeEach(async () => {
    if (noBrowser !== null) return;
    open = await openPage(browser, playground.url);
  });

  afterEach(async () => {
    if (noBrowser !== null) return;
    await open.page.close();
    expect(open.wrongs).toEqual([]);
  });

  afterAll(async () => {
    await browser?.close();
    await playground?.close();
  });

  const world = (): DemoWorld => {
    const { demo } = playground.discord;
    if (demo === null) throw new Error('The playground has no demo world.');
    return demo;
  };

  browserTest('a private answer is seen by its asker alone, and can be dismissed', async () => {
    const { page } = open;
    await runCommand(page, 'help');
    const answer = messages(page).filter({ hasText: 'Only you can see this' });
    await answer.waitFor();
    await screenshot(page, 'private');

    await become(page, 'Ben');
    await eventually(() => answer.count()).toBe(0);
    await become(page, 'Ada');
    await answer.waitFor();
    await answer.getByRole('button', { name: 'Dismiss message' }).click();
    await eventually(() => answer.count()).toBe(0);
  });

  browserTest('a public answer to a private question does not show others the question', async () => {
    const { page } = open;
    await runCommand(page, 'imagine', { prompt: 'a pond' });
    await messages(page).last().getByTestId('picture').waitFor();
    await runCommand(page, 'edit', { prompt: 'a duck', region: 'top left' });
    await messages(page).last().getByRole('button', { name: 'Go ahead' }).click();
    const line = messages(page).last().getByTestId('reply-line');
    await messages(page).last().getByTestId('picture').waitFor();
    expect(await line.textContent()).toContain('This costs up to');

    await become(page, 'Ben');
    await eventually(() => line.textContent()).toContain('Message could not be loaded');
    await screenshot(page, 'private-question');
    await become(page, 'Ada');
  });

  browserTest('commands for managers are offered to managers only', async () => {
    const { page } = open;
    const offered = page.getByTestId('command-picker-item').filter({ hasText: '/server ' });
    await page.getByTestId('composer').fill('/server');
    await eventually(() => offered.count()).toBeGreaterThan(0);
    await become(page, 'Ben');
    await page.getByTestId('composer').fill('/server');
    await page.getByTestId('command-picker').getByText('No command matches').waitFor();
    expect(await offered.count()).toBe(0);
  });

  browserTest('a thread is a place of its own: messages and pictures stay in it', async () => {
    const { page } = open;
    const { studio } = world();
    await page.getByTestId(`channel-${studio.thread}`).click();
    await page.getByTestId('channel-title').filter({ hasText: 'Poster' }).waitFor();
    await say(page, 'here we go');
    await runCommand(page, 'imagine', { prompt: 'a poster' });
    await messages(page).last().getByTestId('picture').waitFor();
    await screenshot(page, 'thread');
    await page.getByTestId(`channel-${studio.pictures}`).click();
    await page.getByTestId('channel-title').filter({ hasText: 'pictures' }).waitFor();
    await eventually(() => messages(page).getByText('here we go').count()).toBe(0);
  });

  browserTest('a thread can be made from the channel’s head, and one lands in it', async () => {
    const { page } = open;
    await page.getByTestId('create-thread').click();
    await page.getByTestId('channel-title').filter({ hasText: 'Thread' }).waitFor();
    await say(page, 'the first word');
    await messages(page).getByText('the first word').waitFor();
  });

  browserTest('direct messages are with the bot, and one’s own', async () => {
    const { page } = open;
    await page.getByTestId('direct-messages').click();
    await runCommand(page, 'imagine', { prompt: 'only for me' });
    await messages(page).last().getByTestId('picture').waitFor();
    await screenshot(page, 'direct');
    await become(page, 'Chloé');
    await page.getByTestId('direct-messages').click();
    await eventually(() => messages(page).count()).toBe(0);
  });

  browserTest('Enter pressed twice in haste sends a message once', async () => {
    const { page } = open;
    await page.getByTestId('composer').fill('only once');
    await Promise.all([page.keyboard.press('Enter'), page.keyboard.press('Enter')]);
    await messages(page).getByText('only once').first().waitFor();
    await say(page, 'and then this');
    await messages(page).getByText('and then this').waitFor();
    expect(await messages(page).getByText('only once').count()).toBe(1);
  });

  browserTest('what happens elsewhere is counted until one looks', async () => {
    const { page } = open;
    const { studio, ben } = world();
    playground.discord.sendMessage({ user: ben, channel: studio.general, content: `hello <@${world().ada}>` });
    await page.getByTestId(`channel-${studio.general}`).getByText('1', { exact: true }).waitFor();
    await page.getByTestId(`channel-${studio.general}`).click();
    await messages(page).getByText('hello').waitFor();
    expect(await page.getByTestId(`channel-${studio.general}`).getByText('1', { exact: true }).count()).toBe(0);
  });
});
