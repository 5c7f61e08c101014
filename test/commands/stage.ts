import { ButtonStyle, ComponentType, Routes } from 'discord.js';
import type { CustomId } from '../../src/discord/kit/custom-id.ts';
import { encodeCustomId } from '../../src/discord/kit/custom-id.ts';
import type { connectBot } from '../discord/connected-bot.ts';
import { tinyPng } from '../discord/tiny-png.ts';

type Bot = Awaited<ReturnType<typeof connectBot>>;

/** A message of the bot in the studio's general channel: a picture with these buttons, labelled by their kind. Its id. */
export async function postResult({ rest, demo }: Bot, ...customIds: readonly CustomId[]): Promise<string> {
  const buttons = customIds.map((customId) => ({
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label: customId.kind,
    custom_id: encodeCustomId(customId),
  }));
  const posted = await rest.post(Routes.channelMessages(demo.studio.general), {
    body: {
      content: 'Version 1',
      components: buttons.length === 0 ? [] : [{ type: ComponentType.ActionRow, components: buttons }],
    },
    files: [{ name: 'cat.png', data: Buffer.from(tinyPng) }],
  });
  return (posted as { readonly id: string }).id;
}
