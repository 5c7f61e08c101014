import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { borders, owners } from './architecture/borders.ts';
import { findForbiddenImports, findForeignLibraries } from './architecture/check-imports.ts';
import { compare, findFullFolders, findLongFiles, findLongFunctions } from './architecture/check-sizes.ts';
import { fullFolders, longFiles, longFunctions } from './architecture/exceptions.ts';
import { type Import, parseTree, readTree } from './architecture/source-tree.ts';

// What ARCHITECTURE.md says, held against every file; test/architecture/planted.test.ts shows that a breach is seen.
// Biome sees loops and unused code; this sees directions, the single owners of a library, and sizes.

const tree = readTree(resolve(import.meta.dirname, '..'), ['src', 'commands', 'scripts', 'test']);
const files = parseTree(tree);
const inProgram = files.filter(({ path }) => /^(src|commands)\//.test(path));
const asListed = { notListed: [], noLongerNeeded: [] };

describe('the architecture', () => {
  test('reads the whole tree', () => {
    const paths = files.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        'src/main.ts',
        'commands/index.ts',
        'scripts/emulators/discord/main.ts',
        'test/architecture.test.ts',
      ]),
    );
    expect(paths.length).toBeGreaterThan(500);
  });

  test('imports only point where they may', () => {
    expect(findForbiddenImports(files, borders)).toEqual([]);
  });

  test('a library has one owner', () => {
    expect(
      findForeignLibraries(
        files.filter(({ path }) => !path.startsWith('test/')),
        owners,
      ),
    ).toEqual([]);
  });

  test('the composition root is imported by main alone', () => {
    const importers = inProgram.filter(({ imports }) => imports.some(({ target }) => target.endsWith('/compose.ts')));
    expect(importers.map(({ path }) => path)).toEqual(['src/main.ts']);
  });

  test('each part of the composition root is built by it alone', () => {
    const isPart = ({ target, isType }: Import) =>
      !isType && /\/(build-\w+|open-store|open-providers|ways-in|life)\.ts$/.test(target);
    const builders = inProgram.filter(({ path, imports }) => path.startsWith('src/start/') && imports.some(isPart));
    expect(builders.map(({ path }) => path)).toEqual(['src/start/compose.ts']);
  });

  test('nothing inside reads the time, waits or guesses by itself', () => {
    const inside = inProgram.filter(({ path }) =>
      /^src\/(domain|ports|application|queue|http|discord)\/|^commands\//.test(path),
    );
    const globals = /\bDate\.now\(|\bnew Date\(\)|\bsetTimeout\(|\bsetInterval\(|\bMath\.random\(|\brandomUUID\(/;
    const wrong = inside.filter(({ text }) => globals.test(withoutComments(text)));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test('commands leave failures and waiting to the layers below', () => {
    const commands = files.filter(({ path }) => path.startsWith('commands/'));
    const wrong = commands.filter(({ text }) => /\btry\s*\{|\.catch\(/.test(withoutComments(text)));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test('a file over 250 lines is listed by name, with its reason', () => {
    expect(compare(findLongFiles(files), longFiles)).toEqual(asListed);
  });

  test('a function over 60 lines of its own is listed by name, with its reason', () => {
    expect(compare(findLongFunctions(files), longFunctions)).toEqual(asListed);
  });

  test('a folder of more than 13 files is listed by name, with its reason', () => {
    expect(compare(findFullFolders(tree), fullFolders)).toEqual(asListed);
  });

  test('no test replaces a module', () => {
    const mocked = files.filter(({ path, text }) => /^test\//.test(path) && new RegExp(`vi\\.${'mock'}\\(`).test(text));
    expect(mocked.map(({ path }) => path)).toEqual([]);
  });
});

const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
