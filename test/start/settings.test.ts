import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readSettings, readSomeSettings, SettingsError } from '../../src/start/config.ts';
import { proxyOf, secretsOf } from '../../src/start/derived-settings.ts';
import { catalogueProblems } from '../../src/start/settings/load-catalogue.ts';

// How settings may be written, and what is said of those that cannot be read.

const basics = { DISCORD_TOKEN: 'a-token', OPENAI_API_KEY: 'a-key' };

function problemsOf(environment: Readonly<Record<string, string>>): readonly string[] {
  return errorOf(environment)?.problems ?? [];
}

function errorOf(environment: Readonly<Record<string, string>>): SettingsError | null {
  try {
    readSettings(environment);
  } catch (error) {
    if (error instanceof SettingsError) return error;
    throw error;
  }
  return null;
}

async function fileWith(text: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'retouch-settings-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const path = join(directory, 'secret');
  await writeFile(path, text);
  return path;
}

test.each([
  ['a-token', 'a-token'],
  ['  a-token\r\n', 'a-token'],
  ['"a-token"', 'a-token'],
  [`'a-token'`, 'a-token'],
  [' " a-token " ', 'a-token'],
  ['Bot a-token', 'a-token'],
  ['"Bot a-token"', 'a-token'],
  ['bot  a-token', 'a-token'],
  ['""a-token""', '"a-token"'],
  [`"a-token'`, `"a-token'`],
])('the token %j is %s', (written, meant) => {
  expect(readSettings({ ...basics, DISCORD_TOKEN: written }).DISCORD_TOKEN).toBe(meant);
});

test.each(['', '  ', '""', `''`, '" "'])('a setting that is %j is not set', (blank) => {
  const settings = readSettings({ ...basics, HTTP_PORT: blank, SIGNING_SECRET: blank, HTTPS_PROXY: blank });

  expect(settings.HTTP_PORT).toBe(8080);
  expect(settings.SIGNING_SECRET).toBe(undefined);
  expect(problemsOf({ ...basics, DISCORD_TOKEN: blank })).toEqual([
    'DISCORD_TOKEN: is required: the bot token of your application in the developer portal',
  ]);
});

test.each(['DISCORD_TOKEN', 'SIGNING_SECRET', 'OPENAI_API_KEY', 'ACEDATACLOUD_API_TOKEN', 'GMICLOUD_API_KEY'])(
  '%s may be in a file',
  async (name) => {
    const path = await fileWith('  "a-secret-of-some-length"\n');

    expect(secretsOf(readSettings({ ...basics, [name]: '', [`${name}_FILE`]: ` ${path} ` }))).toContain(
      'a-secret-of-some-length',
    );
  },
);

test('so may STORE_URL, also for a command that reads no more', async () => {
  const STORE_URL_FILE = await fileWith('sqlite://elsewhere.sqlite\n');

  expect(readSettings({ ...basics, STORE_URL_FILE }).STORE_URL).toBe('elsewhere.sqlite');
  expect(readSomeSettings(['STORE_URL'], { STORE_URL_FILE })).toEqual({ STORE_URL: 'elsewhere.sqlite' });
});

test('what is no secret is not read from a file', async () => {
  const HTTP_PORT_FILE = await fileWith('81');

  expect(readSettings({ ...basics, HTTP_PORT_FILE }).HTTP_PORT).toBe(8080);
});

test('a secret and a file for it, and files that cannot be read, are all told, and nothing is called missing', async () => {
  const path = await fileWith('another');

  expect(
    problemsOf({
      DISCORD_TOKEN: 'a-token',
      DISCORD_TOKEN_FILE: path,
      SIGNING_SECRET_FILE: '/nowhere/at/all',
      STORE_URL_FILE: tmpdir(),
      OPENAI_API_KEY_FILE: '/nowhere/at/all',
      HTTP_PORT: 'x',
    }),
  ).toEqual([
    'DISCORD_TOKEN and DISCORD_TOKEN_FILE: set one of them, not both',
    'STORE_URL_FILE: cannot be read (EISDIR)',
    'SIGNING_SECRET_FILE: cannot be read (ENOENT)',
    'OPENAI_API_KEY_FILE: cannot be read (ENOENT)',
    'HTTP_PORT: must be a whole number from 0 to 65535',
  ]);
});

test('without any key one line says which there are', () => {
  expect(problemsOf({ DISCORD_TOKEN: 'a-token' })).toEqual([
    'ACEDATACLOUD_API_TOKEN (AceDataCloud), OPENAI_API_KEY (OpenAI), AGCLOUD_API_KEY (AGCloud), GMICLOUD_API_KEY (GMI Cloud): set at least one; an image API is asked only with its key',
  ]);
});

test('an order that leaves out whoever has a key is told', () => {
  expect(problemsOf({ ...basics, PROVIDER_ORDER: 'gmicloud, acedatacloud' })).toEqual([
    'PROVIDER_ORDER: names none that has a key (openai)',
  ]);
});

test('a default model that nobody with a key makes is told, with what they make', async () => {
  const agcloud = { AGCLOUD_API_KEY: 'a-key', AGCLOUD_BASE_URL: 'https://agcloud.example/v1' };
  const settings = (DEFAULT_MODEL: string) =>
    readSettings({ ...agcloud, ...basics, PROVIDER_ORDER: 'agcloud', DEFAULT_MODEL });

  expect(await catalogueProblems(settings('nano-banana-pro'))).toEqual([
    'DEFAULT_MODEL: no key is set for nano-banana-pro; AGCLOUD_API_KEY is set, which offers gpt-image-2, gpt-image-2-plus',
  ]);
  expect(await catalogueProblems(settings('gpt-image-2-plus'))).toEqual([]);
  expect(await catalogueProblems(settings('a-brush'))).toEqual(['DEFAULT_MODEL: the catalogue has no a-brush']);
});

test('a default model is told beside other problems, but not where nobody has a key at all', async () => {
  const told = async (environment: Readonly<Record<string, string>>) => {
    const { catalogue } = errorOf({ ...environment, HTTP_PORT: 'x', DEFAULT_MODEL: 'nano-banana-pro' }) ?? {};
    return catalogue ? (await catalogueProblems(catalogue)).map((problem) => problem.split(';')[0]) : null;
  };

  expect(await told(basics)).toEqual(['DEFAULT_MODEL: no key is set for nano-banana-pro']);
  expect(await told({ DISCORD_TOKEN: 'a-token' })).toEqual([]);
});

test('numbers and the rest cannot share a port', () => {
  const problem = 'METRICS_PORT: must be another than HTTP_PORT';
  expect(problemsOf({ ...basics, METRICS_PORT: '8080' })).toEqual([problem]);
  expect(problemsOf({ ...basics, HTTP_PORT: '9100', METRICS_PORT: '9100' })).toEqual([problem]);
  expect(problemsOf({ ...basics, HTTP_PORT: '0', METRICS_PORT: '0' })).toEqual([]);
});

test('the proxy is known by large letters or small, and has to be one', () => {
  const url = 'http://ada:secret@proxy.example:3128';
  const read = (environment: Readonly<Record<string, string>>) => proxyOf(readSettings({ ...basics, ...environment }));

  expect(read({ HTTPS_PROXY: url, NO_PROXY: 'example.com, .corp' })).toEqual({ url, except: 'example.com, .corp' });
  expect(read({ https_proxy: url, no_proxy: '*' })).toEqual({ url, except: '*' });
  expect(read({ HTTPS_PROXY: url, https_proxy: 'http://other.example' })).toEqual({ url, except: '' });
  expect(read({ NO_PROXY: '*' })).toBe(null);
  expect(problemsOf({ ...basics, HTTPS_PROXY: 'socks5://proxy.example' })).toEqual([
    'HTTPS_PROXY: must be an http or https address',
  ]);
  expect(problemsOf({ ...basics, HTTPS_PROXY: 'http://ada:100%@proxy.example' })).toEqual([
    'HTTPS_PROXY: has a % in its name or password that stands for no letter: a % itself is written %25',
  ]);
});

test.each(['gmicloud,', ' , gmicloud', ','])(
  'an order that is written as “%s” leaves nobody without a word',
  (order) => {
    expect(problemsOf({ ...basics, PROVIDER_ORDER: order })).toEqual([
      'PROVIDER_ORDER: names none that has a key (openai)',
    ]);
  },
);

test.each(['one\ntwo', 'a key', 'sk-кey', '\u201ckey\u201d'])('“%s” is no key, and is said to be none', (key) => {
  expect(problemsOf({ ...basics, OPENAI_API_KEY: key })).toEqual([
    'OPENAI_API_KEY: is no key: it has a space, a new line or a letter in it that no key has',
  ]);
});

test('the password of a proxy is a secret, as it is written and as it is meant', () => {
  const settings = readSettings({ ...basics, HTTPS_PROXY: 'http://me:pass%40word@proxy.test:3128' });
  expect(secretsOf(settings)).toEqual(expect.arrayContaining(['pass%40word', 'pass@word']));
});
