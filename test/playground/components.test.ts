import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from 'vitest';
import type { Playground } from '../../scripts/playground/start.ts';
import { chooseFromMenu, messages, replyTo, runCommand, say } from './at-the-keyboard.ts';
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
import { pictureFile } from './picture.ts';

describe('what the page can draw and fill in', () => {
  let playground: Playground;
  let browser: Browser;
  let open: OpenPage;

  beforeAll(async () => {
    if (noBrowser !== null) return;
    playground = await raisePlayground({ program: fileURLToPath(new URL('showcase-bot.ts', import.meta.url)) });
    browser = await launchBrowser();
    await botReady(playground);
  });

  beforeEach(async () => {
    if (noBrowser !== null) return;
    const guild = playground.discord.demo?.studio.guild ?? '';
    const channel = playground.discord.createChannel({ guild, name: 'a-showcase' });
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

  browserTest('containers, sections, galleries and separators', async () => {
    const { page } = open;
    await runCommand(page, 'components');
    const message = messages(page).last();
    await message.getByRole('heading', { name: 'A container' }).waitFor();
    const alternatives = await message
      .getByTestId('picture')
      .evaluateAll((all) => all.map((one) => one.getAttribute('alt')));
    expect(alternatives).toEqual(['a thumbnail', 'one.png!', 'two.png!', 'three.png!']);
    expect(await message.getByRole('button', { name: 'Off' }).isDisabled()).toBe(true);
    await screenshot(page, 'components');
  });

  browserTest('a select of several takes them when it is closed', async () => {
    const { page } = open;
    await runCommand(page, 'components');
    const select = messages(page).last().getByRole('combobox', { name: 'Pick two' });
    await select.click();
    await page.getByRole('option', { name: 'RED' }).click();
    await page.getByRole('option', { name: 'BLUE' }).click();
    await screenshot(page, 'select');
    await select.click();
    await messages(page).getByText('chosen: red, blue').waitFor();
  });

  browserTest('a select of several takes them when one goes elsewhere, and nothing where none was chosen', async () => {
    const { page } = open;
    await runCommand(page, 'components');
    const select = messages(page).last().getByRole('combobox', { name: 'Pick two' });
    const chosen = () => playground.discord.interactions().filter(({ kind }) => kind === 'component').length;
    const before = chosen();
    await select.click();
    await page.getByTestId('channel-title').click();
    await eventually(() => page.getByRole('listbox').count()).toBe(0);
    await select.click();
    await page.getByRole('option', { name: 'GREEN' }).click();
    await page.getByTestId('channel-title').click();
    await messages(page).getByText('chosen: green').waitFor();
    expect(chosen()).toBe(before + 1);
  });

  browserTest('a button that nobody answers is busy, then says that it failed', async () => {
    const { page } = open;
    await runCommand(page, 'components');
    const message = messages(page).last();
    const button = message.getByRole('button', { name: 'Silent' });
    await button.click();
    await eventually(() => button.isDisabled()).toBe(true);
    await message.getByText('This interaction failed').waitFor();
    expect(await button.isDisabled()).toBe(false);
  });

  browserTest('every kind of field in a form reaches the bot', async () => {
    const { page } = open;
    await runCommand(page, 'form');
    const form = page.getByTestId('form');
    await form.getByRole('textbox', { name: 'Words' }).fill('some words');
    await page.getByTestId('field-file-files').setInputFiles([await pictureFile('a.png', '#123456')]);
    await form.getByTestId('field-quality').getByText('high').click();
    await form.getByTestId('field-extras').getByText('low').click();
    await form.getByRole('checkbox', { name: 'Sure' }).check();
    await screenshot(page, 'every-field');
    await page.getByTestId('form-submit').click();
    await eventually(() => form.count()).toBe(0);
    const told = await messages(page).last().getByTestId('message-content').innerText();
    expect(JSON.parse(told)).toEqual({
      words: 'some words',
      files: ['a.png'],
      quality: 'high',
      extras: ['low'],
      sure: true,
    });
  });

  browserTest('what is chosen in a form counts, also where its select was left open', async () => {
    const { page } = open;
    await runCommand(page, 'choices');
    const form = page.getByTestId('form');
    await form.getByTestId('field-one').getByText('GREEN').click();
    await form.getByRole('combobox', { name: 'Some' }).click();
    await form.getByRole('option', { name: 'RED' }).click();
    await form.getByRole('option', { name: 'BLUE' }).click();
    await page.getByTestId('form-submit').click();
    await messages(page).getByText('{"one":"green","some":["red","blue"]}').waitFor();
  });

  browserTest('a form is filled in with the keyboard alone', async () => {
    const { page } = open;
    await runCommand(page, 'choices');
    const form = page.getByTestId('form');
    await form.waitFor();
    const press = async (...keys: readonly string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    await press('Space', 'ArrowDown', 'Tab');
    await press('ArrowDown', 'Enter', 'ArrowDown', 'ArrowDown', 'Enter', 'Escape');
    await eventually(() => form.getByRole('listbox').count()).toBe(0);
    await press('Control+Enter');
    await messages(page).getByText('{"one":"green","some":["red","blue"]}').waitFor();
  });

  browserTest('a form that is closed sends nothing', async () => {
    const { page } = open;
    const sent = () => playground.discord.interactions().filter(({ kind }) => kind === 'modal submit').length;
    const before = sent();
    await runCommand(page, 'form');
    await page.getByTestId('form').getByRole('button', { name: 'Cancel' }).click();
    await eventually(() => page.getByTestId('form').count()).toBe(0);
    expect(sent()).toBe(before);
  });

  browserTest('embeds, and spoilers that show at a press', async () => {
    const { page } = open;
    await runCommand(page, 'embed');
    const embed = messages(page).last().getByTestId('embed');
    await embed.getByText('An embed').waitFor();
    await embed.getByText('its value').waitFor();

    await runCommand(page, 'spoiler');
    const hidden = messages(page).last().getByRole('button', { name: 'Show the spoiler' });
    await hidden.click();
    await messages(page).last().getByRole('button', { name: 'Open SPOILER_hidden.png' }).waitFor();
  });

  browserTest('a reply with the ping off mentions nobody', async () => {
    const { page } = open;
    await runCommand(page, 'embed');
    await replyTo(messages(page).last());
    await page.getByTestId('reply-ping').click();
    await say(page, 'quietly');
    await eventually(() => messages(page).count()).toBe(2);
    const { ada } = playground.discord.demo ?? {};
    const channel = new URL(page.url()).hash.split('/')[1] ?? '';
    expect(playground.discord.visibleMessages(ada ?? '', channel).at(-1)?.mentions).toEqual([]);
  });

  browserTest('messages are changed, passed on, deleted, and made into threads', async () => {
    const { page } = open;
    await say(page, 'a tpyo');
    const message = messages(page).last();
    await message.hover();
    await message.getByTestId('message-edit').click();
    await say(page, 'a typo');
    await message.getByText('(edited)').waitFor();
    await chooseFromMenu(message, 'Forward', '#general');
    await chooseFromMenu(message, 'Create Thread');
    await page.getByTestId('channel-title').filter({ hasText: 'a typo' }).waitFor();
    await page.getByTestId(`channel-${playground.discord.demo?.studio.general}`).click();
    await messages(page).last().getByTestId('forwarded').getByText('a typo').waitFor();
    await chooseFromMenu(messages(page).last(), 'Delete Message');
    await eventually(() => page.getByTestId('forwarded').count()).toBe(0);
  });
});
