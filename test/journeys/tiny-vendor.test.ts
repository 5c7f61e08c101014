import { expect, test } from 'vitest';
import { z } from 'zod';
import type { ImmediateProvider } from '../../src/ports/image-provider.ts';
import { gmiCloud } from '../../src/providers/gmicloud/index.ts';
import { afterPaying } from '../../src/providers/http/paid-answer.ts';
import { readText } from '../../src/providers/http/upstream.ts';
import { httpAddress } from '../../src/providers/http-address.ts';
import { vendors } from '../../src/providers/index.ts';
import { defineVendor, type VendorNeeds } from '../../src/providers/vendor.ts';
import { readSettings } from '../../src/start/config.ts';
import { secretsOf, trustedOrigins } from '../../src/start/derived-settings.ts';
import { startLocalServer } from '../providers/local-server.ts';
import { png, sha256 } from '../providers/pictures.ts';
import { ask } from './asking.ts';
import { asGivenOut } from './given-out.ts';
import { raiseStage } from './stage/stage.ts';

// A vendor is one definition in the list: here is one that nothing else has heard of.

const tiny = defineVendor({
  name: 'tiny',
  title: 'Tiny Pictures',
  settings: { TINY_KEY: z.string().min(4, 'must have at least 4 characters').optional(), TINY_URL: httpAddress },
  key: 'TINY_KEY',
  problems: (named, isSet) =>
    named['TINY_KEY'] === 'open' && !isSet('PUBLIC_URL') ? ['TINY_KEY: is a public one'] : [],
  secrets: ({ TINY_KEY }) => [TINY_KEY],
  bases: ({ TINY_URL }) => [TINY_URL],
  models: [{ id: 'tiny', name: 'Tiny One' }],
  offers: {
    tiny: [
      {
        vendorModel: { generate: 'tiny-1' },
        sizes: { kind: 'ignored' },
        maxSources: 0,
        takes: [],
        qualities: [],
        backgrounds: [],
        formats: [],
        masks: false,
        streams: false,
        price: { unit: 'usd', perPicture: 0.001 },
      },
    ],
  },
  open: ({ TINY_KEY: key, TINY_URL: baseUrl }, needs) => (key === undefined ? null : createTiny(baseUrl, key, needs)),
});

const createTiny = (baseUrl: string, key: string, { upstream }: Pick<VendorNeeds, 'upstream'>): ImmediateProvider => ({
  name: 'tiny',
  answers: 'immediate',
  takesCallback: false,
  takesAddresses: false,
  deadlineMs: () => 60_000,
  async generate({ prompt, model }, { signal }) {
    const body = { kind: 'json', value: { draw: prompt, with: model } } as const;
    const limits = { silenceMs: 10_000, totalMs: 20_000, maxBytes: 10_000, signal };
    const call = { method: 'POST', baseUrl, path: '/draw', headers: { 'x-tiny-key': key }, body, paid: true } as const;
    return afterPaying(await upstream.send({ ...call, ...limits }, readText), (url) => ({
      kind: 'made',
      pictures: [{ kind: 'address', url }],
    }));
  },
});

/** Answers with an address of its own, where the picture lies. */
const startTinyServer = () =>
  startLocalServer(({ url, headers }, response) => {
    if (url === '/draw') response.end(`http://${headers.host}/picture`);
    else response.writeHead(200, { 'content-type': 'image/png' }).end(png);
  });

test('/imagine with a model of a vendor that was added to the list shows its picture', async () => {
  const server = await startTinyServer();
  const settings = { TINY_KEY: 'key-of-tiny', TINY_URL: server.origin };
  await using stage = await raiseStage({ known: [...vendors, tiny], settings });

  const message = await ask(stage, 'imagine', { prompt: 'a red fox', model: 'tiny' });

  expect(message.content).toMatch(/^\*\*Version 1:\*\* “a red fox”\n-# tiny · \d+×\d+ · \$0\.001$/);
  expect(stage.discord.filesOf(message.id)).toMatchObject([
    { name: 'retouch-1.png', sha256: sha256(await asGivenOut(png)) },
  ]);
  expect(stage.upstream.paidRequests).toEqual([]);
  expect(server.received.map(({ method, url, body }) => [method, url, body.toString()])).toEqual([
    ['POST', '/draw', '{"draw":"a red fox","with":"tiny-1"}'],
    ['GET', '/picture', ''],
  ]);
  // Its own way to authorise, and no other.
  expect(server.received.map(({ headers }) => [headers['x-tiny-key'], headers.authorization])).toEqual([
    ['key-of-tiny', undefined],
    [undefined, undefined],
  ]);
});

test('a vendor that was added to the list is told of by its name where it has no key', async () => {
  const settings = { TINY_URL: 'https://tiny.example', GMICLOUD_API_KEY: 'key-of-gmi' };
  await using stage = await raiseStage({ known: [gmiCloud, tiny], settings });

  // A size that nobody else here makes.
  const message = await ask(stage, 'imagine', { prompt: 'a red fox', model: 'tiny', size: '2048x1152' });

  expect(message.content).toContain('Tiny Pictures would do it, but this bot has no key for that.');
});

test('the settings of a vendor that was added to the list are read and told of like any other’s', () => {
  const settings = { DISCORD_TOKEN: 'token', TINY_KEY: 'key-of-tiny', TINY_URL: 'https://tiny.example/v1/' };
  const read = readSettings(settings, [...vendors, tiny]);
  expect(read.PROVIDER_ORDER).toEqual(['acedatacloud', 'openai', 'agcloud', 'gmicloud', 'tiny']);
  expect(secretsOf(read)).toEqual(['token', 'key-of-tiny']);
  expect(trustedOrigins(read)).toContain('https://tiny.example');

  const problemsOf = (wrong: Readonly<Record<string, string>>) => () =>
    readSettings({ DISCORD_TOKEN: 'token', ...wrong }, [tiny]);
  expect(problemsOf({ TINY_KEY: 'key', TINY_URL: 'tiny', PROVIDER_ORDER: 'openai' })).toThrow(
    expect.objectContaining({
      problems: [
        'PROVIDER_ORDER: may name tiny',
        'TINY_KEY: must have at least 4 characters',
        'TINY_URL: must be an http or https address',
      ],
    }),
  );
  expect(problemsOf({ TINY_KEY: 'open', TINY_URL: 'https://tiny.example' })).toThrow(
    expect.objectContaining({ problems: ['TINY_KEY: is a public one'] }),
  );
  expect(problemsOf({ TINY_URL: 'https://tiny.example' })).toThrow(
    expect.objectContaining({
      problems: ['TINY_KEY (Tiny Pictures): set at least one; an image API is asked only with its key'],
    }),
  );
});
