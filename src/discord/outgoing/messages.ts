import { wordsRefused } from '../../domain/failure.ts';
import type { MessageId } from '../../domain/ids.ts';
import { readersLocale } from '../../domain/jobs/job.ts';
import { extensionOf } from '../../domain/pictures/picture-type.ts';
import type { AddressedJob, Answer, AnsweredPicture, PictureAnswer, Progress } from '../../ports/messenger.ts';
import { failureMessage } from '../../words/failure-message.ts';
import { quoteText } from '../../words/quoted-text.ts';
import { type Words, wordsIn } from '../../words/words.ts';
import type { FileToSend } from '../connection/rest.ts';
import { messageLink } from '../kit/message-link.ts';
import { type ButtonRow, labelled, row } from './looks/buttons.ts';
import { confirmationLook } from './looks/confirmation-look.ts';
import { failureLook, plainFailure } from './looks/failure-look.ts';
import { resultButtons } from './looks/result-buttons.ts';
import { plainAltText, plainResultText, resultAltText, resultText } from './result-text.ts';

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

export type { ButtonRow } from './looks/buttons.ts';

/**
 * Its first word says that this is not the ending: Queued, Working or Preview. Below it stand the first words of what was
 * asked for.
 */
export function progressLook(job: AddressedJob, progress: Progress): MessageLook {
  const words = readersWords(job);
  const isSent = progress.kind === 'working' || progress.kind === 'preview';
  const look = {
    content: withPrompt(words, progressText(words, job, progress), job.prompt ?? ''),
    files: [],
    components: [cancelRow(job, words.say(isSent ? 'button.cancel.sent' : 'button.cancel'))],
  };
  if (progress.kind !== 'preview') return look;
  const { path, type, spoiler } = progress;
  const filename = `${spoiler === true ? 'SPOILER_' : ''}preview.${extensionOf(type)}`;
  return { ...look, files: [{ path, filename, description: words.say('progress.preview.alt') }] };
}

function progressText(words: Words, { address }: AddressedJob, progress: Progress): string {
  const since = `<t:${Math.floor(progress.since / 1000)}:R>`;
  switch (progress.kind) {
    case 'queued':
      return words.say('progress.queued', { place: progress.place, since });
    case 'queued after': {
      if (progress.message === null) return words.say('progress.queued.after.unseen', { since });
      const link = messageLink(address.guild, address.channel, progress.message);
      return words.say('progress.queued.after', { link, since });
    }
    case 'working':
      return words.say('progress.working', { since });
    case 'preview':
      return words.say('progress.preview', { since });
    default:
      return progress satisfies never;
  }
}

function withPrompt(words: Words, text: string, said: string): string {
  const prompt = quoteText(said, { characters: 60, bytes: 240 });
  return prompt === '' ? text : words.say('progress.asked', { text, prompt });
}

const cancelRow = ({ id }: Pick<AddressedJob, 'id'>, label: string): ButtonRow =>
  row([labelled(label, { kind: 'cancel', job: id })]);

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
        components: resultRows(words, answer),
      };
    case 'failure':
      return answer.neutral
        ? {
            ...textOnly(words.say('failure.neutral')),
            components: [row([labelled(words.say('button.why'), { kind: 'why', job: job.id })])],
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
        files: filesOf(pictures, (picture) => plainAltText(words, answer, picture)),
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
    components: [row([labelled(words.say('button.show'), { kind: 'show', job: job.id })])],
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

const resultRows = (words: Words, { pictures, recipe, offersOriginal }: PictureAnswer): readonly ButtonRow[] =>
  resultButtons(words, {
    pictures: pictures.map((picture) => ({
      ...picture,
      isSheet: recipe.sheetOf !== undefined,
      isDraft: recipe.draft !== undefined,
    })),
    offersOriginal,
  });

const textOnly = (content: string): MessageLook => ({ content, files: [], components: [] });

/** The language of whoever reads the job's message: its asker alone, or everybody in that place. */
const readersWords = ({ address }: AddressedJob): Words => wordsIn(readersLocale(address));
