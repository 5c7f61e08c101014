import { ApplicationCommandOptionType, ApplicationCommandType, PermissionFlagsBits } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { commandJson } from '../../src/discord/connection/command-json.ts';

/** The registration JSON as far as the limits are about it. */
interface Node {
  readonly type?: number;
  readonly name: string;
  readonly description?: string;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: readonly { readonly name: string; readonly value: string | number }[];
  readonly options?: readonly Node[];
  readonly file_types?: readonly string[];
  readonly min_length?: number;
  readonly max_length?: number;
}

const declared = commands.map(
  (command) => commandJson(command) as Node & { readonly default_member_permissions?: string },
);
const everyNode = declared.flatMap(withDescendants);

function withDescendants(node: Node): readonly Node[] {
  return [node, ...(node.options ?? []).flatMap(withDescendants)];
}

const isBranch = ({ type }: Node) =>
  type === ApplicationCommandOptionType.Subcommand || type === ApplicationCommandOptionType.SubcommandGroup;

/** `edit`, `history undo`, `server limit set` with the names of their options; `*` required. */
function spelled(node: Node, path: readonly string[] = []): readonly string[] {
  const here = [...path, node.name];
  const options = node.options ?? [];
  if (options.some(isBranch)) return options.flatMap((option) => spelled(option, here));
  const names = options.map(({ name, required }) => (required ? `${name}*` : name));
  return [[here.join(' '), ...names].join(' ')];
}

const onMessages: readonly string[] = ['Edit image', 'Use as character', 'Recipe'];
const images = 'image image2 image3 image4 image5 image6 image7 image8 image9 image10';

describe('the commands', () => {
  test('are those of the contract, with their options', () => {
    expect(declared.flatMap((command) => spelled(command))).toEqual([
      `imagine prompt* ${images} character model size quality count draft background format private`,
      `edit prompt* ${images} mask marks region keep character model size quality count draft background format private`,
      'compare prompt* model* model2* model3 image image2 image3 image4 character size private',
      'history show',
      'history undo',
      'history redo',
      'history continue version*',
      'history export',
      'history reset',
      'character save name* image* image2 image3 image4 about whose',
      'character list',
      'character show name*',
      'character delete name*',
      'defaults set model size quality format private',
      'defaults show',
      'defaults clear',
      'quota',
      'server limit set amount* unit per member role',
      'server limit clear unit per member role',
      'server limit list',
      'server channels allow channel*',
      'server channels deny channel*',
      'server channels clear',
      'server channels list',
      'server roles allow role*',
      'server roles clear',
      'server roles list',
      'server models allow model* role',
      'server models clear role',
      'server models list',
      'server defaults set model size quality threads spoiler replies others photos keep-days ask-above',
      'server defaults show',
      'server defaults clear',
      'server trusted list',
      'server trusted remove member*',
      'server blocklist add words*',
      'server blocklist remove words*',
      'server blocklist list',
      'server blocklist action do*',
      'server pause member* for*',
      'server audit channel off prompts',
      'server log channel off',
      'server panel',
      'server doctor',
      'privacy export',
      'privacy delete',
      'help',
      'Edit image',
      'Use as character',
      'Recipe',
    ]);
  });

  test('have names that Discord takes', () => {
    for (const { name, type } of everyNode) {
      if (type === ApplicationCommandType.Message && onMessages.includes(name)) continue;
      expect(name).toMatch(/^[-_'\p{L}\p{N}]{1,32}$/u);
      expect(name).toBe(name.toLowerCase());
    }
  });

  test('have descriptions of 1 to 100 characters', () => {
    const described = everyNode.filter(({ name }) => !onMessages.includes(name));
    for (const { description = '' } of described) {
      expect(description.length).toBeGreaterThan(0);
      expect(description.length).toBeLessThanOrEqual(100);
    }
  });

  test('keep to 25 options and 25 choices, required options first', () => {
    for (const { options = [], choices = [] } of everyNode) {
      expect(options.length).toBeLessThanOrEqual(25);
      expect(choices.length).toBeLessThanOrEqual(25);
      const required = options.map((option) => option.required === true);
      expect(required).toEqual([...required].sort((one, other) => Number(other) - Number(one)));
    }
  });

  test('offer choices or completion, never both', () => {
    expect(everyNode.filter((node) => node.choices !== undefined && node.autocomplete === true)).toEqual([]);
  });

  test('stay under 8000 characters each', () => {
    const weight = (node: Node): number =>
      node.name.length +
      (node.description ?? '').length +
      (node.choices ?? []).reduce((sum, { name, value }) => sum + name.length + String(value).length, 0) +
      (node.options ?? []).reduce((sum, option) => sum + weight(option), 0);
    for (const command of declared) expect(weight(command)).toBeLessThanOrEqual(8000);
  });

  test('take pictures only in attachment options, and prompts of up to 4000 characters', () => {
    for (const node of everyNode.filter(({ type }) => type === ApplicationCommandOptionType.Attachment)) {
      expect(node.file_types).toEqual(['image']);
    }
    const prompts = everyNode.filter(({ name }) => name === 'prompt');
    expect(prompts.map(({ min_length, max_length }) => [min_length, max_length])).toEqual([
      [1, 4000],
      [1, 4000],
      [1, 4000],
    ]);
  });

  test('are offered in servers and in direct messages, but /server to those who manage one', () => {
    for (const command of declared) {
      const forManagers = command.name === 'server';
      expect(command).toMatchObject({ contexts: forManagers ? [0] : [0, 1], integration_types: [0] });
      expect(command.default_member_permissions).toBe(
        forManagers ? PermissionFlagsBits.ManageGuild.toString() : undefined,
      );
    }
  });

  test('complete character, model, size and quality, a version by its number, a character by its name, and an entry of a list', () => {
    const completing = everyNode.filter(({ autocomplete }) => autocomplete === true).map(({ name }) => name);
    const recipe = ['character', 'model', 'size', 'quality'];
    const compared = ['model', 'model2', 'model3', 'character', 'size'];
    expect(completing).toEqual([
      ...recipe,
      ...recipe,
      ...compared,
      'version',
      'name',
      'name',
      'model',
      'size',
      'quality',
      'model',
      ...recipe.slice(1),
      'words',
    ]);
  });

  test('name the regions of the contract', () => {
    const region = everyNode.find(({ name }) => name === 'region');
    expect(region?.choices?.map(({ value }) => value).join(', ')).toBe(
      'top left, top, top right, left, middle, right, bottom left, bottom, bottom right, ' +
        'top half, bottom half, left half, right half, centre',
    );
  });
});
