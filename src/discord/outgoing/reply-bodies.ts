import { extname } from 'node:path';
import {
  type APIActionRowComponent,
  type APIInteractionResponse,
  type APIMessageTopLevelComponent,
  type APIStringSelectComponent,
  InteractionResponseType,
  MessageFlags,
} from 'discord.js';
import type { Audience } from '../../domain/jobs/job.ts';
import type { Words } from '../../words/words.ts';
import type { ButtonRow, MessageLook } from './messages.ts';

/** Components V2, which a message consists of instead of a text. At most 40, nested ones counted (reference, section 4). */
export type Parts = readonly APIMessageTopLevelComponent[];

export const thinking = (audience: Audience): APIInteractionResponse => ({
  type: InteractionResponseType.DeferredChannelMessageWithSource,
  data: audience === 'asker' ? { flags: MessageFlags.Ephemeral } : {},
});

export const textBody = (content: string) => ({ content, allowed_mentions: { parse: [] } });

export const partsBody = (parts: Parts) => ({
  components: [...parts],
  flags: MessageFlags.IsComponentsV2,
  allowed_mentions: { parse: [] },
});

/** `instead`: of the message that what was pressed stands under. */
export function partsAnswer(parts: Parts, where: 'new' | 'instead'): APIInteractionResponse {
  const body = partsBody(parts);
  return where === 'instead'
    ? { type: InteractionResponseType.UpdateMessage, data: body }
    : {
        type: InteractionResponseType.ChannelMessageWithSource,
        data: { ...body, flags: body.flags | MessageFlags.Ephemeral },
      };
}

/** What takes the place of the "thinking". Where a rule of the server refuses its words, its files stand without them. */
export type Finish = Partial<Omit<MessageLook, 'components'>> & {
  readonly content: string;
  readonly components?: readonly (ButtonRow | SelectRow)[] | undefined;
};

export type SelectRow = APIActionRowComponent<APIStringSelectComponent>;

/** The same files and buttons, with no word that a rule of the server could refuse. */
export function plainFinish(words: Words, { files = [], ...look }: Finish): Finish {
  const description = words.say('ending.shown.alt.picture');
  return {
    ...look,
    content: words.say('notice.rule'),
    files: files.map((file, index) => ({
      ...file,
      filename: `retouch-${index + 1}${extname(file.filename)}`,
      description,
    })),
  };
}
