import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from 'vitest';
import type { Playground } from '../../scripts/playground/start.ts';
import {
  addOption,
  beginCommand,
  chooseFromMenu,
  fillOption,
  messages,
  replyTo,
  runCommand,
  say,
} from './at-the-keyboard.ts';
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

describe('pictures in the playground', () => {
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
    // A channel for each journey, so that none sees what another left.
    const { guild } = demo();
    const channel = playground.discord.createChannel({ guild, name: 'a-journey' });
    open = await openPage(browser, playground.url, { user: playground.discord.demo?.ada ?? '', channel });
  });

  afterEach(async () => {
    if (noBrowser !== null) return;
    await open.page.close();
    expect(open.wrongs).toEqual([]);
    playground.discord.expectNoUnknownRoutes();
  });

  afterAll(async () => {
    await browser?.close();
    await playground?.close();
  });

  const demo = () => {
    const { demo: world } = playground.discord;
    if (world === null) throw new Error('The playground has no demo world.');
    return world.studio;
  };

  const picture = (message: Locator) => message.getByTestId('picture');
  const contentOf = (message: Locator) => message.getByTestId('message-content');

  /** The newest message, once it has a picture. */
  const newestPicture = async () => {
    const newest = messages(open.page).last();
    await picture(newest).first().waitFor();
    return newest;
  };

  const imagine = async (prompt: string) => {
    await runCommand(open.page, 'imagine', { prompt });
    return newestPicture();
  };

  browserTest('/imagine thinks, then shows a picture with alternative text and its buttons', async () => {
    const { page } = open;
    await beginCommand(page, 'imagine');
    await fillOption(page, 'prompt', 'a lighthouse in a storm');
    await fillOption(page, 'size', '16:9');
    await page.keyboard.press('Enter');
    await page.getByTestId('thinking').waitFor();
    expect(await page.getByTestId('thinking').innerText()).toContain('is thinking…');
    await screenshot(page, 'thinking');

    const answer = await newestPicture();
    const used = answer.getByTestId('used-command');
    expect([await used.getAttribute('author'), await used.getAttribute('command')]).toEqual(['Ada', 'imagine']);
    expect(await picture(answer).getAttribute('alt')).toContain('a lighthouse in a storm');
    expect(await answer.getByTestId('alt-badge').count()).toBe(1);
    expect(await answer.getByTestId('message-button').allInnerTexts()).toEqual([
      'Edit',
      'Vary',
      'Again',
      'Undo',
      'More',
    ]);
    const [width, height] = [await picture(answer).getAttribute('width'), await picture(answer).getAttribute('height')];
    expect(Number(width) / Number(height)).toBeCloseTo(16 / 9, 1);
    await screenshot(page, 'imagine');

    await picture(answer).click();
    expect(await page.getByTestId('viewer-alt').innerText()).toContain('a lighthouse in a storm');
    await screenshot(page, 'viewer');
    await page.keyboard.press('Escape');
    await eventually(() => page.getByTestId('viewer').count()).toBe(0);
  });

  browserTest('completion asks the bot, and offers what fits', async () => {
    const { page } = open;
    await beginCommand(page, 'imagine');
    await fillOption(page, 'prompt', 'a cat');
    await addOption(page, 'model');
    const offered = page.getByTestId('choice-picker-item');
    await offered.first().waitFor();
    await page.keyboard.type('gpt-image-2');
    await eventually(() => offered.count()).toBeGreaterThan(0);
    await screenshot(page, 'completion');
    await page.keyboard.press('Tab');
    expect(await page.getByTestId('option-input-model').inputValue()).not.toBe('');
    const { interactions } = playground.discord;
    expect(interactions().some(({ kind, state }) => kind === 'autocomplete' && state === 'completed')).toBe(true);
  });

  browserTest('a reply with the ping on edits the picture', async () => {
    const first = await imagine('a harbour');
    await replyTo(first);
    await say(open.page, 'make it night');
    await eventually(() => messages(open.page).count()).toBe(3);
    const answer = await newestPicture();
    expect(await contentOf(answer).innerText()).toContain('make it night');
    expect(playground.images.acedatacloud?.tasks.at(-1)).toMatchObject({ operation: 'edits', prompt: 'make it night' });
    expect(playground.images.acedatacloud?.tasks.at(-1)?.inputs).toHaveLength(1);
    await screenshot(open.page, 'reply');
  });

  browserTest('Edit opens a form; its text and file make a new version', async () => {
    const { page } = open;
    const first = await imagine('a garden');
    await first.getByRole('button', { name: 'Edit' }).click();
    const form = page.getByTestId('form');
    await form.waitFor();
    await page.getByTestId('form-submit').click();
    expect(await form.getByRole('alert').filter({ hasText: 'required' }).count()).toBe(1);

    await form.getByRole('textbox').first().fill('with this bird in it');
    await form.locator('input[type=file]').setInputFiles([await pictureFile('bird.png', '#d94f70')]);
    await page.getByTestId('form-file').waitFor();
    await screenshot(page, 'form');
    await page.getByTestId('form-submit').click();
    await eventually(() => page.getByTestId('form').count()).toBe(0);
    await eventually(() => messages(page).count()).toBe(2);
    await newestPicture();
    expect(playground.images.acedatacloud?.tasks.at(-1)).toMatchObject({
      operation: 'edits',
      prompt: 'with this bird in it',
    });
    expect(playground.images.acedatacloud?.tasks.at(-1)?.inputs).toHaveLength(2);
  });

  browserTest('Apps → Edit image works on anybody’s picture', async () => {
    const { page } = open;
    await page.getByTestId('composer-files').setInputFiles([await pictureFile('mine.png', '#3a7bd5')]);
    await page.getByTestId('staged-file').waitFor();
    await say(page, 'my own picture');
    await picture(messages(page).last()).waitFor();
    await chooseFromMenu(messages(page).last(), 'Apps', 'Edit image');
    await page.getByTestId('form').waitFor();
    await page.getByTestId('form').getByRole('textbox').first().fill('as a woodcut');
    await page.getByTestId('form-submit').click();
    await eventually(() => messages(page).count()).toBe(2);
    const answer = await newestPicture();
    expect(await contentOf(answer).innerText()).toContain('as a woodcut');
    await screenshot(page, 'edit-image');
  });

  browserTest('what Discord itself refuses is said where one can read it', async () => {
    const { page } = open;
    await beginCommand(page, 'edit');
    await fillOption(page, 'prompt', 'read this');
    await addOption(page, 'image');
    const notes = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') };
    await page.getByTestId('option-file-image').setInputFiles([notes]);
    await page.getByTestId('option-image').getByText('notes.txt').waitFor();
    await page.getByTestId('more-options').focus();
    await page.keyboard.press('Enter');
    const refusal = page.getByTestId('refusal');
    expect(await refusal.innerText()).toContain('notes.txt');
    // A press reaches only what nothing stands before.
    await refusal.getByRole('button').click();
    await eventually(() => refusal.count()).toBe(0);
  });

  browserTest('what one sends comes into view, wherever one has scrolled to', async () => {
    const { page } = open;
    await imagine('a long way up');
    await imagine('a long way down');
    await picture(messages(page).first()).scrollIntoViewIfNeeded();
    await say(page, 'here I am');
    const said = messages(page).filter({ hasText: 'here I am' });
    await said.waitFor();
    await eventually(async () => ((await said.boundingBox())?.y ?? 9999) < 860).toBe(true);
  });

  browserTest('/edit takes pictures as options', async () => {
    const { page } = open;
    await beginCommand(page, 'edit');
    await fillOption(page, 'prompt', 'put them side by side');
    for (const [name, colour] of [
      ['image', '#7a1fa2'],
      ['image2', '#1fa27a'],
    ] as const) {
      await addOption(page, name);
      await page.getByTestId(`option-file-${name}`).setInputFiles([await pictureFile(`${name}.png`, colour)]);
    }
    await screenshot(page, 'edit-options');
    await page.keyboard.press('Enter');
    await newestPicture();
    expect(playground.images.acedatacloud?.tasks.at(-1)?.inputs).toHaveLength(2);
  });
});
