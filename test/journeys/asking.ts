import { createHash } from 'node:crypto';
import type {
  InteractionHandle,
  OptionValue,
  Snowflake,
  WireComponent,
  WireMessage,
} from '../../scripts/emulators/discord/index.ts';
import type { Stage } from './stage/stage.ts';

/** A bound for a busy machine; on a quick one nothing waits this long. */
export const patience = { timeoutMs: 40_000 };

/** Who asks, and where; Ada in her channel where nothing is said. */
export interface Asker {
  readonly user?: Snowflake;
  readonly channel?: Snowflake;
}

/** Sends a slash command in. */
export const run = (
  { discord, ada, channel }: Stage,
  command: string,
  options: Readonly<Record<string, OptionValue>> = {},
  asker: Asker = {},
): InteractionHandle => discord.runCommand({ user: ada, channel, ...asker, command, options });

/** Sends a slash command in and waits for how it ends. */
export const ask = (...asked: Parameters<typeof run>): Promise<WireMessage> => ending(run(...asked));

/** The message of an interaction once it says neither "thinking" nor that it is still at it. */
export const ending = (handle: InteractionHandle): Promise<WireMessage> =>
  handle.answered({ ...patience, where: isEnding });

/** The bot's own reply to this message, once it is no progress any more. */
export const replyTo = (
  { discord, channel }: Stage,
  message: Snowflake,
  where: Snowflake = channel,
): Promise<WireMessage> =>
  discord.waitForMessage(
    where,
    (each) => each.author.id === discord.botUser.id && each.message_reference?.message_id === message && isEnding(each),
    patience,
  );

/** Presses the button with this label and waits for how it ends. */
export const press = (
  { discord, ada }: Stage,
  message: WireMessage,
  label: string,
  user: Snowflake = ada,
): Promise<WireMessage> => ending(discord.pressButton({ user, message: message.id, label }));

/** The first word tells (contract, promise 2). */
export const isEnding = ({ content }: WireMessage): boolean => !/^(queued|working|preview)\b/i.test(content);

export const isPrivate = ({ flags }: WireMessage): boolean => (flags & 64) !== 0;

/** Labels of the buttons, row by row. */
export const buttonsOf = ({ components }: WireMessage): readonly (readonly (string | null | undefined)[])[] =>
  components.map((row) => (row.components ?? []).map(({ label }: WireComponent) => label));

/** A private refusal shows what was asked for, so that it can be copied. */
export const withPrompt = (refusal: string, prompt: string): string => `${refusal}\n\`\`\`\n${prompt}\n\`\`\``;

export const linkTo = ({ guild }: Stage, { channel_id: channel, id }: WireMessage): string =>
  `https://discord.com/channels/${guild}/${channel}/${id}`;

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export const mention = ({ botUser }: Stage['discord']): string => `<@${botUser.id}>`;

/** What each request to the image service was made from, in the order of its pictures. */
export const inputs = ({ upstream }: Stage): readonly (readonly string[])[] =>
  upstream.tasks.map((task) => task.inputs.map((input) => input.sha256));

/** What the bot said to this message, told after a later message was answered: the gateway keeps the order. */
export async function saidTo(stage: Stage, message: Snowflake): Promise<readonly WireMessage[]> {
  const { discord, ada, channel } = stage;
  await replyTo(stage, discord.sendMessage({ user: ada, channel, content: mention(discord) }));
  return discord.visibleMessages(ada, channel).filter((each) => each.message_reference?.message_id === message);
}
