import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from 'vitest';
import type { Playground } from '../../scripts/playground/start.ts';
import { messages, runCommand } from './at-the-keyboard.ts';
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

describe('the side panel', () => {
  let playground: Playground;
  let browser: Browser;
  let open: OpenPage;

  beforeAll(async () => {
    if (noBrowser !== null) return;
    playground = await raisePlayground({ mode: 'poll' });
    browser = await launchBrowser();
  });

  beforeEach(async () => {
    if (noBrowser !== null) return;
    await botReady(playground);
    const guild = playground.discord.demo?.studio.guild ?? '';
    const channel = playground.discord.createChannel({ guild, name: 'a-mishap' });
    open = await openPage(browser, playground.url, { user: playground.discord.demo?.ada ?? '', channel });
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

  browserTest('shows what the bot sends to Discord and to the image API, with its parts', async () => {
    const { page } = open;
    await runCommand(page, 'imagine', { prompt: 'a kite' });
    await messages(page).last().getByTestId('picture').waitFor();
    const requests = page.getByTestId('request');
    const paid = requests.filter({ hasText: '/openai/images/generations' }).first();
    await paid.getByRole('button').click();
    await paid.getByTestId('request-detail').getByText('a kite').first().waitFor();
    const upload = requests.filter({ hasText: 'PATCH' }).filter({ hasText: '.png' });
    expect(await upload.count()).toBe(1);
    await screenshot(page, 'requests');
    await page.getByTestId('filter-discord').click();
    await eventually(() => paid.count()).toBe(0);
    await page.getByTestId('forget-requests').click();
    await eventually(() => requests.count()).toBe(0);
  });

  browserTest('a refusal by the vendor’s moderators is armed once, and said in one sentence', async () => {
    const { page } = open;
    await page.getByTestId('tab-controls').click();
    const control = page.getByTestId('control-acedatacloud-moderation');
    await control.click();
    await page.locator('[data-testid="control-acedatacloud-moderation"][aria-pressed="true"]').waitFor();
    await screenshot(page, 'mishaps');
    await runCommand(page, 'imagine', { prompt: 'something that is not allowed' });
    await page.locator('[data-testid="control-acedatacloud-moderation"][aria-pressed="false"]').waitFor();
    const answer = messages(page).last();
    await eventually(() => answer.getByTestId('thinking').count()).toBe(0);
    await answer.getByTestId('message-content').waitFor();
    expect(await answer.getByTestId('picture').count()).toBe(0);
  });

  browserTest('kill -9 in the middle of a job and a new start lose nothing', async () => {
    const { page } = open;
    await runCommand(page, 'imagine', { prompt: 'unbreakable' });
    await page.getByTestId('thinking').waitFor();
    await eventually(() => playground.images.acedatacloud?.paidRequests.at(-1)?.taskId).toBeDefined();
    await page.getByTestId('bot-kill').click();
    await page.locator('[data-testid="bot-status"][data-state="stopped"]').waitFor();
    await screenshot(page, 'killed');
    await page.getByTestId('bot-start').click();
    await messages(page).last().getByTestId('picture').waitFor({ timeout: 60_000 });
    expect(playground.images.acedatacloud?.tasks.filter(({ prompt }) => prompt === 'unbreakable')).toHaveLength(1);
  });

  browserTest('a bot that dies by itself says so with its last words, and can be started again', async () => {
    const { page } = open;
    process.kill(playground.bot.status().pid ?? 0, 'SIGABRT');
    await page.locator('[data-testid="bot-status"][data-state="crashed"]').waitFor();
    expect(await page.getByTestId('bot-last-lines').innerText()).toContain('ready');
    await screenshot(page, 'crashed');

    await runCommand(page, 'help');
    await page.getByTestId('interaction-failed').getByText('The application did not respond').waitFor();
    await page.getByTestId('interaction-failed').getByRole('button', { name: 'Dismiss message' }).click();
    await eventually(() => page.getByTestId('interaction-failed').count()).toBe(0);

    await page.getByTestId('bot-start').click();
    await page.locator('[data-testid="bot-status"][data-state="ready"]').waitFor();
    await runCommand(page, 'help');
    await messages(page).filter({ hasText: 'Only you can see this' }).waitFor();
  });
});
