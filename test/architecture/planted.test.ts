import { describe, expect, test } from 'vitest';
import { borders, owners } from './borders.ts';
import { findForbiddenImports, findForeignLibraries } from './check-imports.ts';
import { compare, findFullFolders, findLongFiles, findLongFunctions } from './check-sizes.ts';
import { parseTree } from './source-tree.ts';

// The checks, each shown a breach that was planted for it, and beside it the nearest thing that is allowed.

const imports = (path: string, statement: string) =>
  findForbiddenImports(parseTree(new Map([[path, `${statement}\n`]])), borders);

describe('an import the wrong way round is reported', () => {
  test.each([
    ['src/domain/size.ts', '../ports/clock.ts', 'src/ports/clock.ts'],
    ['src/application/deliver.ts', '../providers/download.ts', 'src/providers/download.ts'],
    ['src/storage/ledger.ts', '../../scripts/sample-records.ts', 'scripts/sample-records.ts'],
    ['src/main.ts', '../test/journeys/stage.ts', 'test/journeys/stage.ts'],
    ['commands/edit.ts', '../src/storage/ledger.ts', 'src/storage/ledger.ts'],
    ['commands/edit.ts', '../scripts/losses.ts', 'scripts/losses.ts'],
    ['scripts/losses.ts', '../test/journeys/stage.ts', 'test/journeys/stage.ts'],
    ['scripts/losses.ts', './playground/start.ts', 'scripts/playground/start.ts'],
    ['scripts/chaos/blows.ts', '../../test/fixtures/a.ts', 'test/fixtures/a.ts'],
    ['scripts/playground/page/main.ts', '../start.ts', 'scripts/playground/start.ts'],
    ['scripts/emulators/discord/core/clock.ts', '../../../../src/lib/system-clock.ts', 'src/lib/system-clock.ts'],
    ['scripts/emulators/discord/index.ts', '../vendors/index.ts', 'scripts/emulators/vendors/index.ts'],
    ['scripts/emulators/discord/index.ts', '../png.ts', 'scripts/emulators/png.ts'],
    ['scripts/emulators/vendors/kit/draw.ts', '../openai/bodies.ts', 'scripts/emulators/vendors/openai/bodies.ts'],
    [
      'scripts/emulators/vendors/openai/calls.ts',
      '../gmicloud/queue.ts',
      'scripts/emulators/vendors/gmicloud/queue.ts',
    ],
    ['scripts/emulators/vendors/openai/server.ts', '../../../chaos/random.ts', 'scripts/chaos/random.ts'],
    ['scripts/emulators/vendors/openai/playground.ts', '../../../chaos/random.ts', 'scripts/chaos/random.ts'],
    ['scripts/emulators/vendors/openai/chaos.ts', '../../../playground/start.ts', 'scripts/playground/start.ts'],
  ])('%s → %s', (path, target, seen) => {
    for (const statement of [
      `import { a } from '${target}';`,
      `import type { A } from '${target}';`,
      `import '${target}';`,
      `export * from '${target}';`,
      `export const a = await import('${target}');`,
      `export type A = import('${target}').A;`,
    ]) {
      expect([statement, imports(path, statement)]).toEqual([statement, [`${path} → ${seen}`]]);
    }
  });

  test.each([
    ['src/application/deliver.ts', '../ports/clock.ts'],
    ['scripts/losses.ts', '../src/storage/ledger.ts'],
    ['scripts/chaos/blows.ts', '../emulators/discord/index.ts'],
    ['scripts/playground/page/main.ts', '../protocol.ts'],
    ['scripts/emulators/discord/core/clock.ts', '../settings.ts'],
    ['scripts/emulators/vendors/openai/calls.ts', '../kit/draw.ts'],
    ['scripts/emulators/vendors/openai/playground.ts', '../../../playground/upstreams/upstream.ts'],
    ['scripts/emulators/vendors/openai/chaos.ts', '../../../chaos/random.ts'],
    ['test/journeys/crash.test.ts', '../../scripts/emulators/discord/index.ts'],
  ])('%s → %s is none', (path, target) => {
    expect(imports(path, `import { a } from '${target}';`)).toEqual([]);
  });

  test('what may be imported as a type may not be imported as code', () => {
    expect(imports('src/queue/worker.ts', `import type { A } from '../application/advance-request.ts';`)).toEqual([]);
    const code = [`import { a } from '../application/advance-request.ts';`];
    // Its types go, the import itself stays: it runs the file.
    code.push(`import { type A } from '../application/advance-request.ts';`);
    for (const statement of code) {
      expect(imports('src/queue/worker.ts', statement)).toEqual([
        'src/queue/worker.ts → src/application/advance-request.ts',
      ]);
    }
  });

  test('a file in a folder that the table does not know', () => {
    expect(imports('src/utils/a.ts', '')).toEqual(['src/utils/a.ts is in no row of the table']);
  });

  test('an import in a comment or a text is none', () => {
    const text =
      "// import { a } from '../ports/clock.ts';\nexport const a = `\nimport b from '../ports/clock.ts';\n`;";
    expect(imports('src/domain/size.ts', text)).toEqual([]);
  });
});

test('a library in foreign hands is reported', () => {
  const files = parseTree(
    new Map([
      ['src/discord/rest.ts', "import { REST } from 'discord.js';"],
      ['src/application/deliver.ts', "import { REST } from 'discord.js';"],
      ['scripts/losses.ts', "import serveStatic from '@hono/node-server/serve-static';"],
    ]),
  );
  expect(findForeignLibraries(files, owners)).toEqual([
    'src/application/deliver.ts → discord.js',
    'scripts/losses.ts → @hono/node-server/serve-static',
  ]);
  expect(imports('scripts/emulators/discord/index.ts', "import { z } from 'zod';")).toEqual([
    'scripts/emulators/discord/index.ts → zod',
  ]);
});

describe('a size beyond the rules is reported', () => {
  const lines = (count: number) => 'export {};\n'.repeat(count);

  test('a file of 251 lines, whatever its first comment says', () => {
    const comment = '/** This belongs together, and is long. */\n';
    const files = parseTree(
      new Map([
        ['src/lib/a.ts', comment + lines(249)],
        ['src/lib/b.ts', comment + lines(250)],
      ]),
    );
    expect(findLongFiles(files)).toEqual(['src/lib/b.ts']);
  });

  test('a function of 61 lines of its own', () => {
    const body = (count: number) => '  again();\n'.repeat(count);
    const named = (name: string, text: string) => `function ${name}() {\n${text}}\n`;
    const text = [
      named('short', body(58)),
      named('long', body(59)),
      // Two functions of forty lines: neither is long, and the outer one has the line on which the inner begins.
      named('outer', body(38) + named('inner', body(38))),
      `const later = () => {\n${body(59)}};\n`,
    ].join('');
    expect(findLongFunctions(parseTree(new Map([['src/lib/a.ts', text]])))).toEqual([
      'src/lib/a.ts long',
      'src/lib/a.ts anonymous',
    ]);
  });

  test('a folder of fourteen files, those of folders in it apart', () => {
    const folder = (name: string, count: number): [string, string][] =>
      Array.from({ length: count }, (_, index) => [`${name}/${index}.ts`, '']);
    expect(findFullFolders(new Map([...folder('a', 13), ...folder('a/b', 14)]))).toEqual(['a/b']);
  });

  test('so is an exception that nothing needs any more', () => {
    expect(compare(['a.ts', 'b.ts'], { 'b.ts': 'one switch', 'c.ts': 'was split' })).toEqual({
      notListed: ['a.ts'],
      noLongerNeeded: ['c.ts'],
    });
  });
});
