import { expect, test } from 'vitest';
import { setStage } from './testing/stage.ts';

const V2 = 32768;
const button = (id: string) => ({ type: 2, style: 2, label: id, custom_id: id });
const row = (...components: object[]) => ({ type: 1, components });
const text = (content: string) => ({ type: 10, content });

async function poster() {
  const stage = await setStage();
  const post = async (body: object) => {
    const reply = await stage.rest(`POST /channels/${stage.channel}/messages`, { body: body as never });
    return reply.status === 200 ? 'sent' : reply.body.errors ? Object.keys(reply.body.errors) : reply.body.code;
  };
  return { stage, post, [Symbol.asyncDispose]: () => stage.discord.close() };
}

test('legacy messages hold five rows of five buttons or one select, with ids of their own', async () => {
  await using stage = await poster();
  const { post } = stage;
  const rows = (count: number) => Array.from({ length: count }, (_, index) => row(button(`b${index}`)));
  const select = { type: 3, custom_id: 's', options: [{ label: 'a', value: 'a' }] };
  expect(await post({ content: 'x', components: rows(5) })).toBe('sent');
  expect(await post({ content: 'x', components: rows(6) })).toEqual(['components']);
  expect(
    await post({ content: 'x', components: [row(...[0, 1, 2, 3, 4, 5].map((one) => button(`b${one}`)))] }),
  ).toEqual(['components']);
  expect(await post({ content: 'x', components: [row(button('same'), button('same'))] })).toEqual(['components']);
  expect(await post({ content: 'x', components: [row(select)] })).toBe('sent');
  expect(await post({ content: 'x', components: [row(select, button('b'))] })).toEqual(['components']);
  expect(await post({ content: 'x', components: [text('V2 without its flag')] })).toEqual(['components']);
  expect(await post({ components: [row(button('b'))] })).toBe(50006);
});

test('labels, ids, addresses, placeholders and options have their lengths', async () => {
  await using stage = await poster();
  const { post } = stage;
  const one = (component: object) => post({ content: 'x', components: [row(component)] });
  expect(await one({ ...button('b'), label: 'x'.repeat(80) })).toBe('sent');
  expect(await one({ ...button('b'), label: 'x'.repeat(81) })).toEqual(['components']);
  expect(await one({ ...button('b'), custom_id: 'x'.repeat(101) })).toEqual(['components']);
  expect(await one({ type: 2, style: 5, label: 'l', url: 'https://example.org' })).toBe('sent');
  expect(await one({ type: 2, style: 5, label: 'l', url: 'https://example.org', custom_id: 'b' })).toEqual([
    'components',
  ]);
  expect(await one({ type: 2, style: 5, label: 'l', url: `https://example.org/${'x'.repeat(512)}` })).toEqual([
    'components',
  ]);
  expect(await one({ type: 2, style: 1, label: 'l' })).toEqual(['components']);
  const options = Array.from({ length: 26 }, (_, index) => ({ label: 'l', value: `${index}` }));
  const select = { type: 3, custom_id: 's', placeholder: 'p' };
  expect(await one({ ...select, options: options.slice(0, 25) })).toBe('sent');
  expect(await one({ ...select, options })).toEqual(['components']);
  expect(await one({ ...select, options: options.slice(0, 1), placeholder: 'x'.repeat(151) })).toEqual(['components']);
  expect(await one({ ...select, options: [{ label: 'x'.repeat(101), value: 'v' }] })).toEqual(['components']);
  expect(await one({ ...select, options: options.slice(0, 1), max_values: 2 })).toEqual(['components']);
});

test('Components V2 take no content and no embeds, 40 components, 4000 characters over all texts', async () => {
  await using stage = await poster();
  const { post } = stage;
  const v2 = (components: object[], more: object = {}) => post({ flags: V2, components, ...more });
  expect(await v2([text('Hello')])).toBe('sent');
  expect(await v2([text('Hello')], { content: 'x' })).toEqual(['content']);
  expect(await v2([text('Hello')], { embeds: [{ title: 'x' }] })).toEqual(['embeds']);
  expect(await v2([])).toBe(50006);
  expect(await v2(Array.from({ length: 40 }, () => text('x')))).toBe('sent');
  expect(await v2([{ type: 17, components: Array.from({ length: 40 }, () => text('x')) }])).toEqual(['components']);
  expect(await v2([text('x'.repeat(2000)), text('x'.repeat(2000))])).toBe('sent');
  expect(await v2([text('x'.repeat(2000)), text('x'.repeat(2001))])).toEqual(['components']);
  // Discord itself breaks on these: 10 170 bytes of UTF-8.
  expect(await v2([text('漢'.repeat(3391))])).toBe(0);
  expect(await v2([{ type: 9, components: [text('a')], accessory: button('b') }])).toBe('sent');
  expect(await v2([{ type: 9, components: [text('a')] }])).toEqual(['components']);
  expect(await v2([{ type: 12, items: [] }])).toEqual(['components']);
  expect(await v2([{ type: 13, file: { url: 'https://example.org/a.png' } }])).toEqual(['components']);
});

test('the V2 flag cannot be removed, and a legacy message must be reset as it is set', async () => {
  await using stage = await setStage();
  const { rest, channel } = stage;
  const legacy = (await rest(`POST /channels/${channel}/messages`, { body: { content: 'Old' } })).body;
  const patch = async (body: object) =>
    rest(`PATCH /channels/${channel}/messages/${legacy.id}`, { body: body as never });
  const components = [text('New')];
  expect((await patch({ flags: V2, components })).body.errors.content._errors[0].code).toBe(
    'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
  );
  const turned = await patch({ flags: V2, components, content: null, embeds: [] });
  expect([turned.body.flags, turned.body.content, turned.body.components[0].id]).toEqual([V2, '', 1]);
  expect((await patch({ flags: 0, components: [row(button('b'))] })).status).toBe(400);
  expect((await patch({ components: [text('Newer')] })).body.components[0].content).toBe('Newer');
});

test('embeds: ten, and 6000 characters over all of them', async () => {
  await using stage = await poster();
  const { post } = stage;
  const embed = (length: number) => ({ description: 'x'.repeat(length) });
  expect(await post({ embeds: [embed(3000), embed(3000)] })).toBe('sent');
  expect(await post({ embeds: [embed(3000), embed(3001)] })).toEqual(['embeds']);
  expect(await post({ embeds: [embed(4097)] })).toEqual(['embeds']);
  expect(await post({ embeds: Array.from({ length: 11 }, () => embed(1)) })).toEqual(['embeds']);
});
