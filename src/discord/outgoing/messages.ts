import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIButtonComponentWithCustomId,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import { wordsRefused } from '../../domain/failure.ts';
import type { MessageId } from '../../domain/ids.ts';
import { readersLocale } from '../../domain/jobs/job.ts';
import { extensionOf } from '../../domain/pictures/picture-type.ts';
import type { AddressedJob, Answer, AnsweredPicture, PictureAnswer, Progress } from '../../ports/messenger.ts';
import { failureMessage } from '../../words/failure-message.ts';
import { type Words, wordsIn } from '../../words/words.ts';
import type { FileToSend } from '../connection/rest.ts';
import { type CustomId, encodeCustomId } from '../kit/custom-id.ts';
import { messageLink } from '../kit/message-link.ts';
import { confirmationLook } from './looks/confirmation-look.ts';
import { failureLook, plainFailure } from './looks/failure-look.ts';
import { plainResultText, resultAltText, resultText } from './result-text.ts';

/**
 * What a message looks like: plain content, files, rows of buttons. No embed and no Components V2: what those show is
 * missing from the message's `attachments`, where a later reply looks for its picture (reference, section 2).
 */
export interface MessageLook {
  /** At most 2000 characters. */
  readonly content: string;
  readonly files: readonly FileToSend[];
  readonly components: readonly ButtonRow[];
  /** For a place that refuses words: nothing is added to it that such a rule may refuse. */
  readonly isPlain?: true | undefined;
}

export type ButtonRow = APIActionRowComponent<APIButtonComponent>;

/** Its first word says that this is not the ending: Queued, Working or Preview. */
export function progressLook(job: AddressedJob, progress: Progress): MessageLook {
  const words = readersWords(job);
  const since = `<t:${Math.floor(progress.since / 1000)}:R>`;
  switch (progress.kind) {
    case 'queued':
      return {
        ...textOnly(words.say('progress.queued', { place: progress.place, since })),
        components: [cancelRow(job, words.say('button.cancel'))],
      };
    case 'queued after': {
      const { guild, channel } = job.address;
      const link = progress.message === null ? null : messageLink(guild, channel, progress.message);
      const text =
        link === null
          ? words.say('progress.queued.after.unseen', { since })
          : words.say('progress.queued.after', { link, since });
      return { ...textOnly(text), components: [cancelRow(job, words.say('button.cancel'))] };
    }
    case 'working':
      return {
        ...textOnly(words.say('progress.working', { since })),
        components: [cancelRow(job, words.say('button.cancel.sent'))],
      };
    case 'preview':
      return {
        content: words.say('progress.preview', { since }),
        files: [
          {
            path: progress.path,
            filename: `${progress.spoiler === true ? 'SPOILER_' : ''}preview.${extensionOf(progress.type)}`,
            description: words.say('progress.preview.alt'),
          },
        ],
        components: [cancelRow(job, words.say('button.cancel.sent'))],
      };
    default:
      return progress satisfies never;
  }
}

const cancelRow = ({ id }: Pick<AddressedJob, 'id'>, label: string): ButtonRow =>
  row([button(label, { kind: 'cancel', job: id })]);

/** The ending: the pictures with their buttons, or one sentence. */
export function answerLook(job: AddressedJob, answer: Answer): MessageLook {
  const words = readersWords(job);
  switch (answer.kind) {
    case 'pictures':
      return {
        content: resultText(words, answer, job.address.guild),
        files: [
          ...filesOf(answer.pictures, (picture) => resultAltText(words, answer, picture)),
          ...marksOf(words, answer),
        ],
        components: resultButtons(words, answer),
      };
    case 'failure':
      return answer.neutral
        ? {
            ...textOnly(words.say('failure.neutral')),
            components: [row([button(words.say('button.why'), { kind: 'why', job: job.id })])],
          }
        : { ...failureLook(words, answer), files: [] };
    case 'price':
      return { ...confirmationLook(words, answer), files: [] };
    default:
      return answer satisfies never;
  }
}

/** The ending for a place that refuses its words: the same pictures or the same failure, with nothing echoed and no link. */
export function plainLook(job: AddressedJob, answer: Answer): MessageLook {
  const words = readersWords(job);
  switch (answer.kind) {
    case 'pictures': {
      const pictures = answer.pictures.map((picture) => ({ ...picture, fullSizeUrl: null }));
      return {
        ...answerLook(job, { ...answer, pictures }),
        content: plainResultText(words, answer),
        files: filesOf(pictures, ({ number }) => words.say('result.alt.plain', { number })),
        isPlain: true,
      };
    }
    case 'failure':
      return { ...answerLook(job, plainFailure(answer)), isPlain: true };
    case 'price':
      return { ...answerLook(job, answer), isPlain: true };
    default:
      return answer satisfies never;
  }
}

/** The last that is tried: one sentence, that a rule of the server is why there is nothing else. */
export const ruleLook = (job: AddressedJob): MessageLook => ({
  ...textOnly(failureMessage(readersWords(job), { code: 'undeliverable', why: wordsRefused })),
  isPlain: true,
});

/** An ending that goes elsewhere than the message that promised it: it calls its asker, and nobody else. */
export const callingLook = (job: AddressedJob, look: MessageLook): MessageLook => ({
  ...look,
  content: `<@${job.address.asker}> ${look.content}`,
});

/** A private ending in direct messages says what it belongs to. */
export function directLook(job: AddressedJob, look: MessageLook): MessageLook {
  if (look.isPlain) return look;
  const { guild, channel, message } = job.address;
  const asked = readersWords(job).say('ending.asked-here', { link: messageLink(guild, channel, message) });
  return { ...look, content: `${look.content}\n-# ${asked}` };
}

/** A private ending that nothing private can carry: a word for all to see, with nothing of the ending in it. */
export function privateWordLook(job: AddressedJob): MessageLook {
  const words = readersWords(job);
  return {
    content: `<@${job.address.asker}> ${words.say('ending.private')}`,
    files: [],
    components: [row([button(words.say('button.show'), { kind: 'show', job: job.id })])],
  };
}

/** What is left of a message whose ending stands in another. */
export const movedLook = (job: AddressedJob, message: MessageId): MessageLook =>
  textOnly(
    readersWords(job).say('ending.moved', { link: messageLink(job.address.guild, job.address.channel, message) }),
  );

/** What is left of a message whose ending only its asker has. */
export const directlyMovedLook = (job: AddressedJob): MessageLook =>
  textOnly(readersWords(job).say('ending.moved.direct'));

/** Behind the pictures: what a reply takes for those are the first ones. */
function marksOf(words: Words, { marks, pictures }: PictureAnswer): readonly FileToSend[] {
  if (marks === undefined) return [];
  // They are drawn on what is shown covered then.
  const isCovered = pictures.some(({ file }) => file?.filename.startsWith('SPOILER_') === true);
  const filename = isCovered ? 'SPOILER_your-marks.png' : 'your-marks.png';
  return [{ path: marks.path, filename, description: words.say('result.marks.alt') }];
}

const filesOf = (pictures: readonly AnsweredPicture[], describe: (picture: AnsweredPicture) => string) =>
  pictures.flatMap((picture) => (picture.file === null ? [] : [{ ...picture.file, description: describe(picture) }]));

/** One row of Edit for several pictures, so that the row reads like the pictures. */
function resultButtons(words: Words, { pictures, recipe, offersOriginal }: PictureAnswer): readonly ButtonRow[] {
  const [first] = pictures;
  if (first === undefined) return [];
  const numbered = (label: string, index: number) =>
    pictures.length === 1 ? label : words.say('button.numbered', { label, number: index + 1 });
  const edits = pictures.map(({ version }, index) =>
    button(numbered(words.say('button.edit'), index), { kind: 'edit', version }, ButtonStyle.Primary),
  );
  const others = [
    button(words.say('button.again'), { kind: 'again', version: first.version }),
    button(words.say('button.undo'), { kind: 'undo', version: first.version }),
    button(words.say('button.more'), { kind: 'more', version: first.version }),
  ];
  const fullSizes = pictures.flatMap((picture, index) =>
    picture.reduced ? [fullSizeButton(numbered(words.say('button.full'), index), picture)] : [],
  );
  const sheets = pictures.flatMap(({ version }, index) =>
    recipe.sheetOf === undefined
      ? []
      : [button(numbered(words.say('button.keep-sheet'), index), { kind: 'keep-sheet', version })],
  );
  const rows = pictures.length === 1 ? [[...edits, ...others, ...fullSizes]] : [edits, others, fullSizes];
  const originals = offersOriginal
    ? [button(words.say('button.start-over'), { kind: 'start-over', version: first.version })]
    : [];
  return [...rows, sheets, originals].filter(({ length }) => length > 0).map(row);
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

const textOnly = (content: string): MessageLook => ({ content, files: [], components: [] });

/** The language of whoever reads the job's message: its asker alone, or everybody in that place. */
const readersWords = ({ address }: AddressedJob): Words => wordsIn(readersLocale(address));
