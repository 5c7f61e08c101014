// Longer than 250 lines: cases of one subject that share their stage and little else.

import { ApplicationCommandOptionType as Type } from 'discord.js';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { createRouter } from '../../../src/discord/incoming/router.ts';
import { type Action, button, form } from '../../../src/discord/kit/action.ts';
import { type Command, messageCommand, slashCommand } from '../../../src/discord/kit/command.ts';
import { LateAnswer } from '../../../src/discord/outgoing/reply.ts';
import type { IncomingPicture } from '../../../src/domain/asked/image-request.ts';
import type { UserId } from '../../../src/domain/ids.ts';
import { english } from '../../../src/words/words.ts';
import { ada, attachment, ben, channel, guild, interaction, message } from '../payloads.ts';
import { recordedReply } from '../recorded-reply.ts';
import { scriptedServices } from '../scripted-services.ts';

function routing({ commands = [], actions = [] }: { commands?: readonly Command[]; actions?: readonly Action[] }) {
  const { reply, done } = recordedReply();
  const logged: [string, object][] = [];
  const note = (fields: object, text: string) => void logged.push([text, fields]);
  const route = createRouter({
    commands,
    actions,
    services: scriptedServices({}),
    replyTo: () => reply,
    findMessage: async () => null,
    lookAtChannel: async () => null,
    mention: (path) => `/${path}`,
    checkServer: async () => [],
    mayUse: async () => true,
    log: { debug: note, info: note, warn: note, error: note },
  });
  return { route, done, logged };
}

const slash = (name: string, options: readonly object[] = [], resolved: object = {}) =>
  interaction({ type: 2, data: { id: '1', type: 1, name, options, resolved } });
const pressed = (customId: string) =>
  interaction({ type: 3, message: message({ id: '70' }), data: { component_type: 2, custom_id: customId } });

describe('names that every object has, sent by somebody who forges them,', () => {
  const forged = ['toString', 'constructor', '__proto__'] as const;
  const paint = slashCommand(
    {
      name: 'paint',
      description: 'option.prompt',
      options: {
        prompt: { type: 'string', description: 'option.prompt', completes: true },
        image: { type: 'attachment', description: 'option.prompt', fileTypes: ['image'] },
      },
    },
    { complete: { prompt: async () => [{ name: 'a cat', value: 'a cat' }] }, run: async () => undefined },
  );

  test.each(forged)('are no option that is completed: %s', async (name) => {
    const { route, done, logged } = routing({ commands: [paint] });
    const options = [{ type: Type.String, name, value: 'a', focused: true }];
    await route(interaction({ type: 4, data: { id: '1', type: 1, name: 'paint', options } }));
    expect(done).toEqual([['complete', []]]);
    expect(logged).toEqual([]);
  });

  test.each(forged)('are no file and no message: %s', async (name) => {
    const { route, done, logged } = routing({ commands: [paint] });
    await route(slash('paint', [{ type: Type.Attachment, name: 'image', value: name }], { attachments: {} }));
    expect(done).toEqual([['show', english().say('notice.gone-command'), 'asker']]);
    expect(logged).toEqual([]);
  });
});

describe('a slash command', () => {
  test('gets its options by its declaration, typed and whole', async () => {
    const got: unknown[] = [];
    const paint = slashCommand(
      {
        name: 'paint',
        description: 'option.prompt',
        options: {
          prompt: { type: 'string', description: 'option.prompt', required: true },
          side: { type: 'string', description: 'option.prompt', choices: ['left', 'right'] },
          count: { type: 'integer', description: 'option.prompt', min: 1 },
          hidden: { type: 'boolean', description: 'option.prompt' },
          friend: { type: 'user', description: 'option.prompt' },
          image: { type: 'attachment', description: 'option.prompt', fileTypes: ['image'] },
        },
      },
      {
        async run(options, request) {
          expectTypeOf(options.prompt).toEqualTypeOf<string>();
          expectTypeOf(options.side).toEqualTypeOf<'left' | 'right' | undefined>();
          expectTypeOf(options.count).toEqualTypeOf<number | undefined>();
          expectTypeOf(options.hidden).toEqualTypeOf<boolean | undefined>();
          expectTypeOf(options.friend).toEqualTypeOf<UserId | undefined>();
          expectTypeOf(options.image).toEqualTypeOf<IncomingPicture | undefined>();
          got.push(options, request.id, request.place, request.sizeLimit, request.address('asker').audience);
        },
      },
    );
    const { route, logged } = routing({ commands: [paint] });
    const cat = attachment('501', 'cat.png', { content_type: 'image/png' });
    await route(
      slash(
        'paint',
        [
          { type: Type.String, name: 'prompt', value: 'a cat' },
          { type: Type.String, name: 'side', value: 'left' },
          { type: Type.User, name: 'friend', value: ben },
          { type: Type.Attachment, name: 'image', value: '501' },
        ],
        { attachments: { '501': cat } },
      ),
    );
    expect(logged).toEqual([]);
    expect(got).toEqual([
      {
        prompt: 'a cat',
        side: 'left',
        count: undefined,
        hidden: undefined,
        friend: ben,
        image: expect.objectContaining({ id: '501', url: cat.url, owner: ada }),
      },
      '1440000000000000000',
      { channel, parent: null, guild, user: ada, roles: ['1000000000000000020'] },
      25_000_000,
      'asker',
    ]);
  });

  test('is found through its group and subcommand', async () => {
    const ran: string[] = [];
    const leaf = { description: 'option.prompt', options: {} } as const;
    const tree = slashCommand(
      {
        name: 'tree',
        description: 'option.prompt',
        subcommands: { branch: { description: 'option.prompt', subcommands: { one: leaf, two: leaf } }, one: leaf },
      },
      {
        branch: {
          one: { run: async () => void ran.push('branch one') },
          two: { run: async () => void ran.push('branch two') },
        },
        one: { run: async () => void ran.push('one') },
      },
    );
    const { route } = routing({ commands: [tree] });
    const sub = (name: string, options: readonly object[] = []) => ({ type: Type.Subcommand, name, options });
    await route(slash('tree', [{ type: Type.SubcommandGroup, name: 'branch', options: [sub('two')] }]));
    await route(slash('tree', [sub('one')]));
    expect(ran).toEqual(['branch two', 'one']);
  });

  test('that this version does not have says so privately', async () => {
    const { route, done } = routing({});
    await route(slash('gone'));
    expect(done).toEqual([['show', expect.stringContaining('do not have this command'), 'asker']]);
  });
});

test('a message command gets its target whole', async () => {
  const targets: unknown[] = [];
  const look = messageCommand('Look', async (target) => void targets.push(target));
  const { route } = routing({ commands: [look] });
  const target = message({ id: '90', content: 'hello' });
  const data = { id: '1', type: 3, name: 'Look', target_id: '90', resolved: { messages: { '90': target } } };
  await route(interaction({ type: 2, data }));
  expect(targets).toEqual([target]);
});

describe('completion', () => {
  const pick = slashCommand(
    {
      name: 'pick',
      description: 'option.prompt',
      options: {
        colour: { type: 'string', description: 'option.prompt', completes: true },
        number: { type: 'integer', description: 'option.prompt', completes: true },
      },
    },
    {
      run: async () => undefined,
      complete: {
        colour: (typed, { others }) => [{ name: `${typed} of ${others['number']}`, value: typed }],
        number: (typed) => [{ name: typed, value: typed }],
      },
    },
  );
  const typing = (options: readonly object[]) =>
    interaction({ type: 4, data: { id: '1', type: 1, name: 'pick', options } });

  test('offers what the option completes to, knowing the others', async () => {
    const { route, done } = routing({ commands: [pick] });
    await route(
      typing([
        { type: Type.Integer, name: 'number', value: 3 },
        { type: Type.String, name: 'colour', value: 're', focused: true },
      ]),
    );
    expect(done).toEqual([['complete', [{ name: 're of 3', value: 're' }]]]);
  });

  test('sends numbers for an option that is one', async () => {
    const { route, done } = routing({ commands: [pick] });
    await route(typing([{ type: Type.Integer, name: 'number', value: '12', focused: true }]));
    expect(done).toEqual([['complete', [{ name: '12', value: 12 }]]]);
  });
});

describe('a button', () => {
  test('goes to the action of its kind, with what it is about', async () => {
    const got: unknown[] = [];
    const again = button('again', async (customId, _request, on) => void got.push(customId, on.id));
    await routing({ actions: [again] }).route(pressed('v1:again:1-0-0'));
    expect(got).toEqual([{ kind: 'again', version: '1-0-0' }, '70']);
  });

  test.each([
    ['of an earlier version of the bot', 'v0:again:1', 'earlier version'],
    ['that nobody knows', 'something', 'do not know'],
    ['of a kind without an action', 'v1:again:1-0-0', 'do not know'],
  ])('%s says so privately', async (_, customId, words) => {
    const { route, done } = routing({});
    await route(pressed(customId));
    expect(done).toEqual([['show', expect.stringContaining(words), 'asker']]);
  });
});

describe('a form', () => {
  const sent = (customId: string) =>
    interaction({
      type: 5,
      data: {
        custom_id: customId,
        components: [
          { type: 18, component: { type: 4, custom_id: 'prompt', value: 'blue' } },
          { type: 18, component: { type: 3, custom_id: 'size', values: ['auto'] } },
          { type: 18, component: { type: 3, custom_id: 'model', values: [] } },
          { type: 18, component: { type: 19, custom_id: 'images', values: ['501', '502'] } },
        ],
        resolved: { attachments: { '501': attachment('501', 'a.png'), '502': attachment('502', 'b.png') } },
      },
    });

  test('hands over its fields', async () => {
    const got: unknown[] = [];
    const edit = form('edit-form', async (customId, _, fields) => {
      got.push(customId, fields.text('prompt'), fields.choice('size'), fields.choice('model'), fields.text('other'));
      got.push(fields.files('images').map(({ id, owner }) => [id, owner]));
    });
    await routing({ actions: [edit] }).route(sent('v1:edit-form:1-0-0'));
    expect(got).toEqual([
      { kind: 'edit-form', version: '1-0-0' },
      'blue',
      'auto',
      undefined,
      undefined,
      [
        ['501', ada],
        ['502', ada],
      ],
    ]);
  });

  test('of an earlier version of the bot says so privately', async () => {
    const { route, done } = routing({});
    await route(sent('v0:edit-form:1'));
    expect(done).toEqual([['show', expect.stringContaining('earlier version'), 'asker']]);
  });
});

describe('an unexpected throw', () => {
  const broken = slashCommand(
    { name: 'broken', description: 'option.prompt', options: {} },
    {
      run: async () => {
        throw new Error('a thing nobody thought of');
      },
    },
  );

  test('is logged as a bug, and told privately with an id to quote', async () => {
    const { route, done, logged } = routing({ commands: [broken] });
    await route(slash('broken'));
    const reference = '1440000000000000000';
    expect(logged).toEqual([['bug', expect.objectContaining({ interaction: reference, error: expect.any(Error) })]]);
    expect(JSON.stringify(logged)).not.toContain('token-of-the-interaction');
    expect(done).toEqual([['fail', { code: 'bug', reference }]]);
  });

  test('that comes from answering too late is no bug, and nothing more is said', async () => {
    const late = slashCommand(
      { name: 'late', description: 'option.prompt', options: {} },
      {
        run: async () => {
          throw new LateAnswer('1', { kind: 'lost', code: 10062 });
        },
      },
    );
    const { route, done, logged } = routing({ commands: [late] });
    await route(slash('late'));
    expect(done).toEqual([]);
    expect(logged).toEqual([['an answer came too late', expect.anything()]]);
  });
});

test('a name given twice fails at the start', () => {
  const one = slashCommand({ name: 'same', description: 'option.prompt', options: {} }, { run: async () => undefined });
  expect(() => routing({ commands: [one, one] })).toThrow('"same" is declared twice');
  const press = button('again', async () => undefined);
  expect(() => routing({ actions: [press, press] })).toThrow('"again" is declared twice');
  // A button and a form may have the same kind, and so may a slash and a message command.
  expect(() => routing({ commands: [one, messageCommand('same', async () => undefined)] })).not.toThrow();
});
