import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { Playground } from '../../scripts/playground/start.ts';
import { claimingAvif, plainPng } from '../pictures/bombs.ts';
import {
  botReady,
  browserTest,
  eventually,
  launchBrowser,
  noBrowser,
  openPage,
  raisePlayground,
  screenshot,
} from './browser.ts';

describe('the side panel', () => {
  let playground: Playground;
  let browser: Browser;

  beforeAll(async () => {
    if (noBrowser !== null) return;
    playground = await raisePlayground({ providers: ['openai'] });
    browser = await launchBrowser();
    await botReady(playground);
  });
  afterAll(async () => {
    await browser?.close();
    await playground?.close();
  });

  browserTest('shows what the decoder works on, what waits for it, and what it refused', async () => {
    const { page, wrongs } = await openPage(browser, playground.url);
    const { discord } = playground;
    const [user = '', channel = ''] = [discord.demo?.ada, discord.demo?.studio.pictures];
    const said = () => page.getByTestId('decoder').textContent();
    await eventually(said).toMatch(/^Decoder: 0 at work · 0 waiting · 0 refused · 0 of \d+ MB$/);

    const paper = { name: 'paper.png', bytes: plainPng(64, 48, 'black') };
    const mask = { name: 'large.png', bytes: plainPng(9_900, 9_900, 'white') };
    const edit = (image: typeof paper) =>
      discord.runCommand({ user, channel, command: 'edit', options: { prompt: 'bluer', image, mask } });
    for (let times = 0; times < 8; times += 1) edit(paper);
    edit({ name: 'bomb.avif', bytes: await claimingAvif(8_000, 8_000) });

    await eventually(said).toMatch(/^Decoder: [1-3] at work · [1-7] waiting · 1 refused · [1-9]\d+ of \d+ MB$/);
    await screenshot(page, 'decoder');
    await eventually(said).toMatch(/^Decoder: 0 at work · 0 waiting · 1 refused · 0 of \d+ MB$/);
    expect(wrongs).toEqual([]);
  });
});
