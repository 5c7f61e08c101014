import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

/**
 * Who may import whom (ARCHITECTURE.md), types included. Biome sees loops and unused code; this sees directions and
 * the single owners of a library.
 */
const root = resolve(import.meta.dirname, '..');

const mayImport: Readonly<Record<string, readonly string[]>> = {
  'src/lib': [],
  'src/domain': ['src/domain'],
  'src/ports': ['src/domain', 'src/ports'],
  'src/application': ['src/application', 'src/domain', 'src/ports', 'src/lib'],
  'src/providers': ['src/providers', 'src/domain', 'src/ports', 'src/lib'],
  'src/storage': ['src/storage', 'src/domain', 'src/ports', 'src/lib'],
  'src/pictures': ['src/pictures', 'src/domain', 'src/ports', 'src/lib'],
  'src/queue': ['src/queue', 'src/domain', 'src/ports', 'src/lib'],
  'src/http': ['src/http', 'src/domain', 'src/ports', 'src/lib'],
  'src/discord': ['src/discord', 'src/domain', 'src/ports', 'src/lib'],
  commands: ['commands', 'src/discord', 'src/domain'],
};

/** Type-only imports that cross a border knowingly. */
const typeImports: Readonly<Record<string, readonly string[]>> = {
  'src/queue': ['src/application/requests/advance-request.ts'],
  'src/discord': ['src/application/services.ts'],
  commands: ['src/application/services.ts'],
};

const owners: Readonly<Record<string, readonly string[]>> = {
  undici: ['src/providers/http'],
  keyv: ['src/storage'],
  '@keyv/sqlite': ['src/storage'],
  'node:sqlite': ['src/storage'],
  hono: ['src/http'],
  '@hono/node-server': ['src/http'],
  'discord.js': ['src/discord', 'commands', 'scripts/deploy-commands.ts'],
  sharp: ['src/pictures'],
  pino: ['src/start/log.ts'],
  dotenv: ['src/start/config.ts'],
};

const files = [...listFiles('src'), ...listFiles('commands')];

describe('the architecture', () => {
  test('reads the whole tree', () => {
    expect(files).toContain('src/main.ts');
    expect(files).toContain('commands/index.ts');
    expect(files.length).toBeGreaterThan(40);
  });

  test('imports only point where they may', () => {
    const wrong = files.flatMap((file) => {
      const folder = folderOf(file);
      const allowed = mayImport[folder];
      if (allowed === undefined) return [];
      return importsOf(file)
        .filter(({ target }) => target.startsWith('.'))
        .map(({ target, isType }) => ({ path: relative(root, resolve(root, dirname(file), target)), isType }))
        .filter(({ path }) => !allowed.some((each) => isUnder(path, each)))
        .filter(({ path, isType }) => !(isType && typeImports[folder]?.includes(path)))
        .map(({ path }) => `${file} → ${path}`);
    });
    expect(wrong).toEqual([]);
  });

  test('an engine of the storage knows no other, and what is common to them knows none', () => {
    const engines = ['sqlite', 'keyv', 'files'].map((name) => `src/storage/${name}`);
    const parts = [...engines, 'src/storage/records'];
    const wrong = files.flatMap((file) => {
      const own = parts.find((part) => isUnder(file, part));
      if (own === undefined) return [];
      return importsOf(file)
        .map(({ target }) => relative(root, resolve(root, dirname(file), target)))
        .filter((path) => engines.some((engine) => engine !== own && isUnder(path, engine)))
        .map((path) => `${file} → ${path}`);
    });
    expect(wrong).toEqual([]);
  });

  test('a library has one owner', () => {
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .map(({ target }) => ({ target, owner: owners[packageOf(target)] }))
        .filter(({ owner }) => owner !== undefined && !owner.some((each) => file.startsWith(each)))
        .map(({ target }) => `${file} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test('the composition root is imported by main alone', () => {
    const importers = files.filter((file) => importsOf(file).some(({ target }) => target.endsWith('/compose.ts')));
    expect(importers).toEqual(['src/main.ts']);
  });

  test('nothing inside reads the time, waits or guesses by itself', () => {
    const inside = files.filter((file) =>
      /^src\/(domain|ports|application|queue|http|discord)\/|^commands\//.test(file),
    );
    const globals = /\bDate\.now\(|\bnew Date\(\)|\bsetTimeout\(|\bsetInterval\(|\bMath\.random\(|\brandomUUID\(/;
    const wrong = inside.filter((file) => globals.test(withoutComments(read(file))));
    expect(wrong).toEqual([]);
  });

  test('commands leave failures and waiting to the layers below', () => {
    const commands = files.filter((file) => file.startsWith('commands/'));
    expect(commands.filter((file) => /\btry\s*\{|\.catch\(/.test(withoutComments(read(file))))).toEqual([]);
  });

  test('a file over 250 lines says why in its first comment', () => {
    const long = files.filter(
      (file) => read(file).split('\n').length > 251 && !/^\/\*\*[\s\S]*?long/i.test(read(file)),
    );
    expect(long).toEqual([]);
  });

  test('no test replaces a module', () => {
    const mocked = listFiles('test').filter((file) => new RegExp(`vi\\.${'mock'}\\(`).test(read(file)));
    expect(mocked).toEqual([]);
  });
});

function listFiles(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

function importsOf(file: string): readonly { readonly target: string; readonly isType: boolean }[] {
  const pattern = /^\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm;
  return [...read(file).matchAll(pattern)].map((match) => ({ target: match[2] ?? '', isType: match[1] !== undefined }));
}

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
const isUnder = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);
const folderOf = (file: string) => (file.startsWith('commands/') ? 'commands' : file.split('/').slice(0, 2).join('/'));
const packageOf = (target: string) =>
  target.startsWith('@')
    ? target.split('/').slice(0, 2).join('/')
    : target.startsWith('node:')
      ? target
      : (target.split('/')[0] ?? '');
