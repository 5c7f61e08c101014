import type { People, Snowflake, Upload } from '../emulators/discord/index.ts';
import type { Act, UploadReference } from './protocol.ts';

/** The files that came with an act, by the name of their part. */
export type UploadedFiles = ReadonlyMap<string, { readonly name: string; readonly bytes: Uint8Array }>;

/**
 * Does in the emulated Discord what the person did on the page. Answers the id of what came of it. What Discord's own
 * client would not allow throws the emulator's `ClientRefusal`.
 */
export function performAct(people: People, act: Act, files: UploadedFiles): Snowflake | null {
  const { user } = act;
  switch (act.act) {
    case 'run command': {
      const options = mapValues(act.options, (value) => (typeof value === 'object' ? uploadOf(files, value) : value));
      return people.runCommand({ user, channel: act.channel, command: act.command, options }).id;
    }
    case 'run message command':
      return people.runMessageCommand({ user, channel: act.channel, command: act.command, message: act.message }).id;
    case 'press button':
      return people.pressButton({ user, message: act.message, customId: act.customId }).id;
    case 'choose':
      return people.chooseFromSelect({ user, message: act.message, customId: act.customId, values: act.values }).id;
    case 'submit form':
      return people.submitModal({ user, modal: act.modal, values: formValues(act.values, files) }).id;
    case 'dismiss form':
      people.dismissModal(user, act.modal);
      return null;
    case 'send message':
      return people.sendMessage({
        user,
        channel: act.channel,
        content: act.content,
        files: act.files.map((file) => uploadOf(files, file)),
        ...(act.replyTo === null ? {} : { replyTo: act.replyTo, ping: act.ping }),
      });
    case 'edit message':
      people.editMessage(user, act.message, act.content);
      return null;
    case 'delete message':
      people.deleteMessage(user, act.message);
      return null;
    case 'forward message':
      return people.forwardMessage({ user, channel: act.channel, message: act.message });
    case 'create thread':
      return people.createThreadFrom({
        user,
        channel: act.channel,
        name: act.name,
        ...(act.message === null ? {} : { message: act.message }),
      });
    default:
      return act satisfies never;
  }
}

type FormValue = string | boolean | readonly string[] | readonly Upload[];

function formValues(
  values: Extract<Act, { act: 'submit form' }>['values'],
  files: UploadedFiles,
): Record<string, FormValue> {
  return mapValues(values, (value): FormValue => {
    if (typeof value === 'string' || typeof value === 'boolean') return value;
    const references = value.filter((entry) => typeof entry === 'object');
    if (references.length > 0) return references.map((reference) => uploadOf(files, reference));
    return value.filter((entry) => typeof entry === 'string');
  });
}

function uploadOf(files: UploadedFiles, reference: UploadReference): Upload {
  const file = files.get(reference.upload);
  if (file === undefined) throw new Error(`The page named a file that it did not send: ${reference.upload}`);
  const { upload: _upload, ...rest } = reference;
  return { ...file, ...rest };
}

function mapValues<From, To>(values: { readonly [name: string]: From }, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));
}
