import { isRecord } from '../core/form.ts';
import type { FieldValue, OptionValue, People, Upload } from '../face/people.ts';
import type { Json } from '../face/wire.ts';

/** The body of a request cannot be understood; the message says what is wrong with it. */
export class WrongAct extends Error {
  override readonly name = 'WrongAct';
}

type Body = { readonly [key: string]: Json };

/** What came of it: the id of an interaction to ask about, or of the message that was sent. */
export type Outcome = { readonly interaction: string } | { readonly message: string };

/** What can be done in a person's name from outside the process, by the path it is posted to. */
export const acts: Readonly<Record<string, (people: People, body: Body) => Outcome>> = {
  'run-command': (people, body) =>
    started(
      people.runCommand({
        ...{ user: text(body, 'user'), channel: text(body, 'channel'), command: text(body, 'command') },
        options: mapValues(record(body, 'options'), optionValue),
      }),
    ),
  'press-button': (people, body) =>
    started(
      people.pressButton({
        ...{ user: text(body, 'user'), message: text(body, 'message') },
        ...(body['customId'] === undefined ? { label: text(body, 'label') } : { customId: text(body, 'customId') }),
      }),
    ),
  choose: (people, body) =>
    started(
      people.chooseFromSelect({
        ...{ user: text(body, 'user'), message: text(body, 'message'), customId: text(body, 'customId') },
        values: list(body, 'values').map(String),
      }),
    ),
  'submit-form': (people, body) =>
    started(
      people.submitModal({
        ...{ user: text(body, 'user'), modal: text(body, 'form') },
        values: mapValues(record(body, 'values'), fieldValue),
      }),
    ),
  'send-message': (people, body) => ({
    message: people.sendMessage({
      ...{ user: text(body, 'user'), channel: text(body, 'channel') },
      ...(body['content'] === undefined ? {} : { content: text(body, 'content') }),
      ...(body['replyTo'] === undefined ? {} : { replyTo: text(body, 'replyTo'), ping: body['ping'] !== false }),
      files: list(body, 'files').map(uploadOf),
    }),
  }),
};

const started = ({ id }: { readonly id: string }): Outcome => ({ interaction: id });

function text(body: Body, name: string): string {
  const value = body[name];
  if (typeof value === 'string') return value;
  throw new WrongAct(`"${name}" must be a text`);
}

function record(body: Body, name: string): Body {
  const value = body[name] ?? {};
  if (isRecord(value)) return value;
  throw new WrongAct(`"${name}" must be an object`);
}

function list(body: Body, name: string): readonly Json[] {
  const value = body[name] ?? [];
  if (Array.isArray(value)) return value;
  throw new WrongAct(`"${name}" must be a list`);
}

function optionValue(value: Json): OptionValue {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : uploadOf(value);
}

function fieldValue(value: Json): FieldValue {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (!Array.isArray(value)) throw new WrongAct('A field takes a text, true or false, or a list');
  const texts = value.filter((entry) => typeof entry === 'string');
  return texts.length === value.length ? texts : value.map(uploadOf);
}

/** A file travels as `{name, base64}`, with `description` and `spoiler` where wanted. */
function uploadOf(value: Json): Upload {
  if (!isRecord(value)) throw new WrongAct('A file must be an object with "name" and "base64"');
  return {
    name: text(value, 'name'),
    bytes: Buffer.from(text(value, 'base64'), 'base64'),
    ...(value['description'] === undefined ? {} : { description: text(value, 'description') }),
    spoiler: value['spoiler'] === true,
  };
}

function mapValues<To>(values: Body, map: (value: Json) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));
}
