import { faceOf, type MessageContext } from '../messages/message-context.ts';

/** Somebody or something one may mention by typing `@`. */
export interface Mentionable {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly avatar: string | null;
  readonly markup: string;
}

/** The name that is being typed after an `@` at the end; null: none. */
export function mentionAt(text: string): string | null {
  return /(?:^|\s)@([^@\s]{0,32})$/.exec(text)?.[1] ?? null;
}

export function matchPeople(context: MessageContext, typed: string): readonly Mentionable[] {
  const wanted = typed.toLowerCase();
  return mentionables(context)
    .filter((one) => one.name.toLowerCase().startsWith(wanted))
    .slice(0, 8);
}

/** The text with `@Name` as Discord writes it. Longer names first, so that none is taken for a shorter one. */
export function withMentions(text: string, context: MessageContext): string {
  const longestFirst = [...mentionables(context)].sort((one, other) => other.name.length - one.name.length);
  return longestFirst.reduce((written, one) => written.replaceAll(`@${one.name}`, one.markup), text);
}

function mentionables(context: MessageContext): readonly Mentionable[] {
  const { world, guild } = context;
  const people = [world.bot, ...(guild === null ? [] : guild.members.flatMap((member) => member.user ?? []))];
  const unique = people.filter((one, index) => people.findIndex((other) => other.id === one.id) === index);
  return unique.map((user) => {
    const { name, avatar, bot } = faceOf(user, context);
    return { id: user.id, name, kind: bot ? 'App' : user.username, avatar, markup: `<@${user.id}>` };
  });
}
