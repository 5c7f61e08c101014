import {
  type APIInteractionResponse,
  type APIMessageTopLevelComponent,
  InteractionResponseType,
  MessageFlags,
} from 'discord.js';
import type { Audience } from '../../domain/jobs/job.ts';

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
