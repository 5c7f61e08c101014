import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';
import type { Playground, PlaygroundOptions } from '../../scripts/playground/start.ts';
import { beginCommand, fillOption, messages, runCommand } from './at-the-keyboard.ts';
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

describe('the image API that --provider names', () => {
  let playground: Playground | undefined;
  let browser: Browser;
  let open: OpenPage | undefined;

  beforeAll(async () => {
    if (noBrowser === null) browser = await launchBrowser();
  });

  afterEach(async () => {
    await open?.page.close();
    await playground?.close();
    expect(open?.wrongs ?? []).toEqual([]);
    open = undefined;
    playground = undefined;
  });

  afterAll(async () => {
    await browser?.close();
  });

  const raise = async (options: Partial<PlaygroundOptions>): Promise<{ playground: Playground; page: Page }> => {
    playground = await raisePlayground(options);
    await botReady(playground);
    open = await openPage(browser, playground.url);
    return { playground, page: open.page };
  };

  browserTest('openai: previews arrive in the message, and the result replaces them', async () => {
    const { playground: raised, page } = await raise({ providers: ['openai'], speed: { min: 6_000, max: 6_000 } });
    await runCommand(page, 'imagine', { prompt: 'a lighthouse in a storm' });

    const answer = messages(page).last();
    await answer.getByText('Preview, not finished yet').waitFor();
    await answer.getByTestId('picture').waitFor();
    const preview = await answer.getByTestId('picture').getAttribute('src');
    await page.locator('[data-testid="request"][data-to="images"][data-status="open"]').waitFor();
    await screenshot(page, 'preview');

    await answer.getByText('Version 1').waitFor();
    expect(await answer.getByTestId('picture').count()).toBe(1);
    expect(await answer.getByTestId('picture').getAttribute('src')).not.toBe(preview);
    expect(await answer.getByTestId('message-content').innerText()).not.toContain('Preview');
    const paid = page.getByTestId('request').filter({ hasText: '/v1/images/generations' });
    await paid.filter({ hasText: /event stream, [12] previews?/ }).waitFor();
    await screenshot(page, 'preview-replaced');
    expect(raised.images.openai?.calls).toMatchObject([{ streams: true, state: 'succeeded' }]);
  });

  browserTest('openai: /edit region: changes that part alone, which the drawing shows', async () => {
    const { playground: raised, page } = await raise({ providers: ['openai'] });
    await runCommand(page, 'imagine', { prompt: 'a harbour at noon' });
    await messages(page).last().getByText('Version 1').waitFor();
    await beginCommand(page, 'edit');
    await fillOption(page, 'prompt', 'a balloon up here');
    await fillOption(page, 'region', 'top right');
    await page.keyboard.press('Enter');
    await messages(page).last().getByText('Version 2').waitFor();
    expect(raised.images.openai?.calls.at(-1)?.mask).toBeDefined();
    await screenshot(page, 'region');
  });

  browserTest('gmi: a picture is made, and its request can be read in the panel', async () => {
    const { playground: raised, page } = await raise({ providers: ['gmicloud'] });
    await runCommand(page, 'imagine', { prompt: 'a harbour at noon' });
    await messages(page).last().getByText('Version 1').waitFor();
    await runCommand(page, 'edit', { prompt: 'make it night' });
    await messages(page).last().getByText('Version 2').waitFor();
    expect(raised.images.gmicloud?.queue.map(({ operation, state }) => [operation, state])).toEqual([
      ['generations', 'succeeded'],
      ['edits', 'succeeded'],
    ]);
    const [newest] = await page.getByTestId('request').filter({ hasText: 'GMI' }).filter({ hasText: 'POST' }).all();
    await newest?.getByRole('button').click();
    // The picture is inside the body: shown by its beginning and its length.
    await newest
      ?.getByTestId('request-detail')
      .getByText(/… \([\d,]+ characters\)/)
      .waitFor();
    await screenshot(page, 'gmi');
  });

  browserTest('gmi,acedatacloud: what the first one cannot do goes to the other', async () => {
    const { playground: raised, page } = await raise({ providers: ['gmicloud', 'acedatacloud'] });
    await runCommand(page, 'imagine', { prompt: 'a harbour at noon' });
    await messages(page).last().getByText('Version 1').waitFor();
    await beginCommand(page, 'imagine');
    await fillOption(page, 'prompt', 'the whole coast');
    await fillOption(page, 'size', '2048x1152');
    await page.keyboard.press('Enter');
    await messages(page).last().getByText('Version 2').waitFor();
    expect(raised.images.gmicloud?.queue.map(({ prompt }) => prompt)).toEqual(['a harbour at noon']);
    expect(raised.images.acedatacloud?.tasks.map(({ prompt }) => prompt)).toEqual(['the whole coast']);
    await page.getByTestId('request').filter({ hasText: 'AceData' }).first().waitFor();
    await page.getByTestId('tab-controls').click();
    await screenshot(page, 'two-providers');
  });

  browserTest('acedatacloud,gmi: where the first one’s balance is used up, the other makes the picture', async () => {
    const { playground: raised, page } = await raise({ providers: ['acedatacloud', 'gmicloud'] });
    await page.getByTestId('tab-controls').click();
    await page.getByTestId('control-acedatacloud-used-up').click();
    await page.locator('[data-testid="control-acedatacloud-used-up"][aria-pressed="true"]').waitFor();
    await runCommand(page, 'imagine', { prompt: 'a harbour at noon' });
    await messages(page).last().getByText('Version 1').waitFor();
    expect(raised.images.acedatacloud?.paidRequests.map(({ status }) => status)).toEqual([403]);
    expect(raised.images.gmicloud?.queue).toHaveLength(1);
    await page.getByTestId('tab-requests').click();
    await screenshot(page, 'failover');
  });

  const mishaps = {
    openai: {
      moderation: 'moderation refused',
      'moderation-late': 'moderation refused',
      '429': 'Version',
      '500': 'Version',
      garbage: 'never said whether',
      'cut-stream': 'never said whether',
      'no-stream': 'Version',
      'used-up': 'refused our account',
    },
    agcloud: { moderation: 'moderation refused', '429': 'Version', 'lost-answer': 'never said whether' },
    gmicloud: {
      moderation: 'moderation refused',
      wrapped: 'cannot take',
      '429': 'Version',
      'failed-task': 'failed to make it',
      'at-once': 'Version',
      'used-up': 'refused our account',
    },
  } as const;

  for (const [provider, endings] of Object.entries(mishaps)) {
    browserTest(
      `${provider}: each mishap is armed for one request, and ends in a picture or one sentence`,
      async () => {
        const { page } = await raise({ providers: [provider as keyof typeof mishaps] });
        await page.getByTestId('tab-controls').click();
        for (const [mishap, ending] of Object.entries(endings)) {
          const before = await messages(page).count();
          await page.getByTestId(`control-${provider}-${mishap}`).click();
          await page.locator(`[data-testid="control-${provider}-${mishap}"][aria-pressed="true"]`).waitFor();
          await runCommand(page, 'imagine', { prompt: `what if: ${mishap}` });
          await eventually(() => messages(page).count()).toBe(before + 1);
          await messages(page).last().getByText(ending).waitFor();
          const isLasting = mishap === 'used-up';
          await page.locator(`[data-testid="control-${provider}-${mishap}"][aria-pressed="${isLasting}"]`).waitFor();
        }
        await screenshot(page, `mishaps-${provider}`);
      },
    );
  }
});
