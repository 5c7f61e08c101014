import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { decodeCustomId } from '../../../src/discord/kit/custom-id.ts';
import type { OptionDeclaration } from '../../../src/discord/kit/option.ts';
import { english } from '../../../src/words/words.ts';
import { createForge, type Forged } from './forge.ts';
import { anyForm, anyPress, anyText, anyValue } from './hostile.ts';
import { aValue, completing, option, optionTypes, pressed, slash } from './payloads.ts';
import { by, everyone, type Who } from './people.ts';
import { createWorld } from './world.ts';

// Whatever is sent: nothing crashes, each is answered once, and nothing is spent on what was never offered.

async function send(who: Who, sending: Forged) {
  const world = createWorld({ isPaused: who === 'paused' });
  const { first, logged, text } = await createForge(world.services)(by(who, sending));
  expect(logged.filter((line) => line.startsWith('bug'))).toEqual([]);
  expect(first).toHaveLength(1);
  return { text, deeds: world.deeds, first };
}

const anybody = fc.constantFrom(...everyone);
const runs = { numRuns: 1500 };

describe('custom ids, made up or broken,', () => {
  test('are answered once, whoever presses', async () => {
    await fc.assert(
      fc.asyncProperty(anybody, anyPress, async (who, sending) => void (await send(who, sending))),
      runs,
    );
  });

  test('do nothing for a member whose nothing is', async () => {
    const property = fc.asyncProperty(anyPress, async (sending) => {
      expect((await send('outsider', sending)).deeds).toEqual([]);
    });
    await fc.assert(property, runs);
  });

  test('that name nothing do nothing for anybody, and say so privately', async () => {
    const property = fc.asyncProperty(anybody, anyPress, async (who, sending) => {
      const { kind } = decodeCustomId((sending.data as { readonly custom_id: string }).custom_id);
      fc.pre(kind === 'old' || kind === 'unknown');
      const { deeds, first } = await send(who, sending);
      expect([deeds, first]).toEqual([[], ['asker']]);
    });
    await fc.assert(property, runs);
  });
});

test('of a select what was never offered changes nothing', async () => {
  const parts = ['replies', 'roles', 'models', 'channels-allowed', 'channels-denied.1', 'trusted', 'models-role'];
  const property = fc.asyncProperty(
    fc.constantFrom(...parts),
    fc.array(anyText, { minLength: 1 }),
    async (part, values) => {
      expect((await send('manager', pressed(`v1:panel-set:${part}`, values))).deeds).toEqual([]);
    },
  );
  await fc.assert(property, runs);
});

describe('forms', () => {
  test('with fields missing, twice, too long or of another type are answered once', async () => {
    await fc.assert(
      fc.asyncProperty(anybody, anyForm, async (who, sending) => void (await send(who, sending))),
      runs,
    );
  });

  test('do nothing for a member whose nothing is', async () => {
    const property = fc.asyncProperty(anyForm, async (sending) => {
      expect((await send('outsider', sending)).deeds).toEqual([]);
    });
    await fc.assert(property, runs);
  });
});

const leaves = commands.flatMap((command) =>
  command.kind === 'slash'
    ? [...command.leaves].map(([path, { options }]) => ({ name: command.declaration.name, path, options }))
    : [],
);

/** As Discord checks it; how long a text is, is for whoever reads it. */
function fits(declaration: OptionDeclaration, value: unknown): boolean {
  switch (declaration.type) {
    case 'string':
      return typeof value === 'string' && (declaration.choices?.includes(value) ?? true);
    case 'integer':
    case 'number': {
      const { min = -Infinity, max = Infinity } = declaration;
      const isNumber = declaration.type === 'integer' ? Number.isInteger(value) : typeof value === 'number';
      return isNumber && Number(value) >= min && Number(value) <= max;
    }
    case 'boolean':
      return typeof value === 'boolean';
    case 'attachment':
      return value === aValue(declaration);
    default:
      return typeof value === 'string' && /^\d{15,20}$/.test(value);
  }
}

const anyOptions = fc.constantFrom(...leaves).chain((leaf) =>
  fc.tuple(
    fc.constant(leaf),
    fc.tuple(
      ...Object.entries(leaf.options).map(([name, declaration]) =>
        fc
          .option(fc.oneof({ arbitrary: fc.constant(aValue(declaration)), weight: 4 }, anyValue), {
            nil: undefined,
            freq: 6,
          })
          .map((value) => ({ name, declaration, value })),
      ),
    ),
    fc.array(fc.tuple(anyText, anyValue), { maxLength: 2 }),
  ),
);

describe('options', () => {
  test('that contradict their command do nothing, and it is said privately that there is no such command', async () => {
    const goneCommand = english().say('notice.gone-command');
    const property = fc.asyncProperty(anybody, anyOptions, async (who, [leaf, given, more]) => {
      const sent = given.filter(({ value }) => value !== undefined);
      const isWhole = given.every(({ declaration, value }) =>
        value === undefined ? declaration.required !== true : fits(declaration, value),
      );
      const options = [
        ...sent.map(({ name, declaration, value }) => option(optionTypes[declaration.type], name, value)),
        ...more.map(([name, value]) => option(optionTypes.string, `${name} `, value)),
      ];
      const { text, deeds, first } = await send(who, slash(leaf.name, leaf.path, options));
      if (isWhole) return;
      expect([deeds, first]).toEqual([[], ['asker']]);
      if (who !== 'paused') expect(text).toBe(goneCommand);
    });
    await fc.assert(property, runs);
  });

  test('are completed, or not, whatever was typed and whatever stands beside it', async () => {
    const property = fc.asyncProperty(
      anybody,
      fc.constantFrom(...leaves),
      fc.array(
        fc.tuple(fc.oneof(anyText, fc.constantFrom(...leaves.flatMap((each) => Object.keys(each.options)))), anyValue),
        { maxLength: 5 },
      ),
      async (who, { name, path }, typed) => {
        const options = typed.map(([each, value], at) => ({
          ...option(optionTypes.string, each, value),
          ...(at === 0 ? { focused: true } : {}),
        }));
        const { deeds, first } = await send(who, completing(name, path, options));
        expect([deeds, first]).toEqual([[], ['values']]);
      },
    );
    await fc.assert(property, runs);
  });

  test('of commands and subcommands that there are not do nothing', async () => {
    const property = fc.asyncProperty(anybody, anyText, anyText, async (who, name, path) => {
      const { deeds, first } = await send(who, slash(name, path, []));
      expect([deeds, first]).toEqual([[], ['asker']]);
    });
    await fc.assert(property, { numRuns: 300 });
  });
});
