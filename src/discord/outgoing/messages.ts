import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIButtonComponentWithCustomId,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import type { ChannelId, GuildId, MessageId } from '../../domain/ids.ts';
import { extensionOf } from '../../domain/pictures/picture-type.ts';
import type { AddressedJob, Answer, AnsweredPicture, Progress } from '../../ports/messenger.ts';
import type { FileToSend } from '../connection/rest.ts';
import { type CustomId, encodeCustomId } from '../kit/custom-id.ts';
import { failureMessage, neutralRefusal } from './failure-message.ts';
import { resultAltText, resultText } from './result-text.ts';

/**
 * What a message looks like: plain content, files, rows of buttons. No embed and no Components V2: what those show is
 * missing from the message's `attachments`, where a later reply looks for its picture (reference, section 2).
 */
export interface MessageLook {
  /** At most 2000 characters. */
  readonly content: string;
  readonly files: readonly FileToSend[];
  readonly components: readonly ButtonRow[];
}

export type ButtonRow = APIActionRowComponent<APIButtonComponent>;

/** Its first word says that this is not the ending: Queued, Working or Preview. */
export function progressLook(job: Pick<AddressedJob, 'id'>, progress: Progress): MessageLook {
  const since = `<t:${Math.floor(progress.since / 1000)}:R>`;
  switch (progress.kind) {
    case 'queued':
      return {
        ...words(`Queued: number ${progress.place} in line, asked ${since}.`),
        components: [cancelRow(job, 'Cancel')],
      };
    case 'working':
      return { ...words(`Working on it, begun ${since}.`), components: [cancelRow(job, sentLabel)] };
    case 'preview':
      return {
        content: `Preview, not finished yet; begun ${since}.`,
        files: [
          {
            path: progress.path,
            filename: `preview.${extensionOf(progress.type)}`,
            description: 'An unfinished picture, made by AI.',
          },
        ],
        components: [cancelRow(job, sentLabel)],
      };
    default:
      return progress satisfies never;
  }
}

const sentLabel = 'Cancel (already sent)';

const cancelRow = ({ id }: Pick<AddressedJob, 'id'>, label: string): ButtonRow =>
  row([button(label, { kind: 'cancel', job: id })]);

/** The ending: the pictures with their buttons, or one sentence. */
export function answerLook(job: AddressedJob, answer: Answer): MessageLook {
  switch (answer.kind) {
    case 'pictures':
      return {
        content: resultText(answer, job.address.guild),
        files: answer.pictures.map((picture) => ({
          path: picture.path,
          filename: picture.filename,
          description: resultAltText(answer, picture),
        })),
        components: resultButtons(answer.pictures),
      };
    case 'failure':
      return answer.neutral
        ? { ...words(neutralRefusal), components: [row([button('Why?', { kind: 'why', job: job.id })])] }
        : words(failureMessage(answer.failure));
    default:
      return answer satisfies never;
  }
}

/** An ending that goes elsewhere than the message that promised it: it calls its asker, and nobody else. */
export const callingLook = (job: AddressedJob, look: MessageLook): MessageLook => ({
  ...look,
  content: `<@${job.address.asker}> ${look.content}`,
});

/** A private ending in direct messages says what it belongs to. */
export function directLook({ address }: AddressedJob, look: MessageLook): MessageLook {
  const asked = `-# You asked [here](${messageLink(address.guild, address.channel, address.message)}).`;
  return { ...look, content: `${look.content}\n${asked}` };
}

/** A private ending that nothing private can carry: a word for all to see, with nothing of the ending in it. */
export const privateWordLook = (job: AddressedJob): MessageLook => ({
  content: `<@${job.address.asker}> What you asked for in private has ended; only you can open it.`,
  files: [],
  components: [row([button('Show', { kind: 'show', job: job.id })])],
});

/** What is left of a message whose ending stands in another. */
export const movedLook = (guild: GuildId | null, channel: ChannelId, message: MessageId): MessageLook =>
  words(`The answer is [here](${messageLink(guild, channel, message)}).`);

/** One row of Edit for several pictures, so that the row reads like the pictures. */
function resultButtons(pictures: readonly AnsweredPicture[]): readonly ButtonRow[] {
  const [first] = pictures;
  if (first === undefined) return [];
  const numbered = (label: string, index: number) => (pictures.length === 1 ? label : `${label} ${index + 1}`);
  const edits = pictures.map(({ version }, index) =>
    button(numbered('Edit', index), { kind: 'edit', version }, ButtonStyle.Primary),
  );
  const others = [
    button('Again', { kind: 'again', version: first.version }),
    button('Undo', { kind: 'undo', version: first.version }),
  ];
  const fullSizes = pictures.flatMap((picture, index) =>
    picture.reduced ? [fullSizeButton(numbered('Full size', index), picture)] : [],
  );
  if (pictures.length === 1) return [row([...edits, ...others, ...fullSizes])];
  return [row(edits), row(others), ...(fullSizes.length > 0 ? [row(fullSizes)] : [])];
}

/** A link where the original has an address that a button can hold (512 characters), else a button that asks us for it. */
function fullSizeButton(label: string, { version, fullSizeUrl }: AnsweredPicture): APIButtonComponent {
  return fullSizeUrl !== null && fullSizeUrl.length <= 512
    ? { type: ComponentType.Button, style: ButtonStyle.Link, label, url: fullSizeUrl }
    : button(label, { kind: 'full', version });
}

const button = (
  label: string,
  customId: CustomId,
  style: APIButtonComponentWithCustomId['style'] = ButtonStyle.Secondary,
): APIButtonComponent => ({ type: ComponentType.Button, style, label, custom_id: encodeCustomId(customId) });

const row = (buttons: readonly APIButtonComponent[]): ButtonRow => ({
  type: ComponentType.ActionRow,
  components: [...buttons],
});

const words = (content: string): MessageLook => ({ content, files: [], components: [] });

/** Where Discord's client opens a message, or its channel. */
const messageLink = (guild: GuildId | null, channel: ChannelId, message: MessageId | null) =>
  `https://discord.com/channels/${guild ?? '@me'}/${channel}${message === null ? '' : `/${message}`}`;
