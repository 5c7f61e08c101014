import { expect, test } from 'vitest';
import { ClientRefusal } from '../../../scripts/emulators/discord/index.ts';
import { png } from '../../../scripts/emulators/png.ts';
import { setStage } from './testing/stage.ts';

const FORM = {
  custom_id: 'edit-form',
  title: 'Edit image',
  components: [
    { type: 18, label: 'Prompt', component: { type: 4, custom_id: 'prompt', style: 2, max_length: 10 } },
    {
      type: 18,
      label: 'More images',
      component: {
        type: 19,
        custom_id: 'images',
        min_values: 0,
        max_values: 2,
        required: false,
        file_types: ['image'],
      },
    },
    {
      type: 18,
      label: 'Size',
      component: { type: 3, custom_id: 'size', required: false, options: [{ label: 'Square', value: '1:1' }] },
    },
    { type: 18, label: 'Private', component: { type: 23, custom_id: 'private' } },
    {
      type: 18,
      label: 'Quality',
      component: {
        type: 21,
        custom_id: 'quality',
        options: [
          { label: 'Low', value: 'low' },
          { label: 'High', value: 'high', default: true },
        ],
      },
    },
  ],
};

test('a form opens as the first answer only, and its fields come back with their files', async () => {
  await using stage = await setStage();
  const { discord, mia } = stage;
  const run = stage.edit();
  expect((await stage.answer(run, { type: 9, data: FORM })).status).toBe(204);
  const modal = await run.modal();
  expect([modal.title, modal.components.length]).toEqual(['Edit image', 5]);
  expect((await stage.answer(run, { type: 5 })).body.code).toBe(40060);
  const events: unknown[] = [];
  discord.onAny((event) => events.push(event.name));
  const submitted = discord.submitModal({
    user: mia,
    modal: modal.id,
    values: { prompt: 'bluer', images: [{ name: 'cat.png', bytes: png(2, 2) }], size: ['1:1'], private: true },
  });
  await stage.answer(submitted, { type: 4, data: { content: 'Taken' } });
  expect(await submitted.answered()).toMatchObject({
    type: 20,
    interaction_metadata: { type: 5, triggering_interaction_metadata: { id: run.id } },
  });
  expect(events).toEqual(['interaction', 'message', 'interaction', 'request']);
});

test('a form cannot open from a form, after a deferral, or twice', async () => {
  await using stage = await setStage();
  const run = stage.edit();
  await stage.answer(run, { type: 9, data: FORM });
  const { id } = await run.modal();
  const submitted = stage.discord.submitModal({ user: stage.mia, modal: id, values: { prompt: 'x' } });
  expect((await stage.answer(submitted, { type: 9, data: FORM })).body.errors.type._errors[0].code).toBe(
    'BASE_TYPE_CHOICES',
  );
  expect(() => stage.discord.submitModal({ user: stage.mia, modal: id, values: { prompt: 'x' } })).toThrow(
    ClientRefusal,
  );
});

test('a form’s limits: five parts, title of 45, ids of 100, no disabled select, min 0 only where not required', async () => {
  await using stage = await setStage();
  const refused = async (data: object): Promise<unknown> => {
    const { body } = await stage.answer(stage.edit(), { type: 9, data });
    return body.code === 50035 ? Object.keys(body.errors.data) : body;
  };
  const select = { type: 3, custom_id: 's', options: [{ label: 'a', value: 'a' }] };
  const labelled = (component: object) => ({ ...FORM, components: [{ type: 18, label: 'L', component }] });
  expect(await refused({ ...FORM, title: 'x'.repeat(46) })).toEqual(['title']);
  expect(await refused({ ...FORM, custom_id: 'x'.repeat(101) })).toEqual(['custom_id']);
  expect(await refused({ ...FORM, components: [...FORM.components, FORM.components[0]] })).toEqual(['components']);
  expect(await refused({ ...FORM, components: [] })).toEqual(['components']);
  expect(await refused(labelled({ ...select, disabled: true }))).toEqual(['components']);
  expect(await refused(labelled({ type: 19, custom_id: 'f', min_values: 0 }))).toEqual(['components']);
  expect(await refused(labelled({ type: 19, custom_id: 'f', max_values: 11 }))).toEqual(['components']);
  expect(await refused(labelled({ type: 2, style: 1, label: 'b', custom_id: 'b' }))).toEqual(['components']);
});

test('what the form would not let a person send, it refuses', async () => {
  await using stage = await setStage();
  const run = stage.edit();
  await stage.answer(run, { type: 9, data: FORM });
  const { id } = await run.modal();
  const picture = { name: 'a.png', bytes: png(1, 1) };
  const submit = (values: Parameters<typeof stage.discord.submitModal>[0]['values'] & object) => () =>
    stage.discord.submitModal({ user: stage.mia, modal: id, values });
  expect(submit({})).toThrow('"prompt" is required');
  expect(submit({ prompt: 'x'.repeat(11) })).toThrow('0 to 10 characters');
  expect(submit({ prompt: 'x', images: [picture, picture, picture] })).toThrow('takes 0 to 2');
  expect(submit({ prompt: 'x', images: [{ ...picture, name: 'a.txt' }] })).toThrow('not taken here');
  expect(submit({ prompt: 'x', size: ['9:16'] })).toThrow('no option');
  expect(submit({ prompt: 'x', nothing: 'x' })).toThrow('no field "nothing"');
  expect(() => stage.discord.submitModal({ user: stage.noah, modal: id, values: { prompt: 'x' } })).toThrow(
    ClientRefusal,
  );
});
