import type { GuildView, PlaygroundWorld, WireMessage } from '../../protocol.ts';
import { relativeTime, timeInWords } from '../markdown/time-in-words.ts';
import { clock } from '../state/clock.ts';
import { nameOf, userOf } from '../state/place.ts';

interface Names {
  readonly world: PlaygroundWorld;
  readonly guild: GuildView | null;
}

/** One line that stands for a message: its first, without marks. */
export function excerpt(message: WireMessage, context: Names): string {
  const text = message.content !== '' ? message.content : firstText(message.components);
  if (text === '') return hasPicture(message) ? 'Click to see attachment' : 'Click to see message';
  const [line = ''] = text
    .replace(/^(#{1,3}|-#|>) /gm, '')
    .trim()
    .split('\n');
  return line
    .replace(/<@!?(\d+)>/g, (_, id) => `@${mentionedName(id, context)}`)
    .replace(/<t:(\d+)(?::(\w))?>/g, (_, seconds, format = 'f') => timeWords(Number(seconds) * 1000, format))
    .replace(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    .replace(/[*_`~|]/g, '');
}

/** What a thread that is opened from a message is called at first: its first line, as one reads it. */
export function threadName(message: WireMessage, context: Names): string {
  return message.content.trim() === '' ? 'New thread' : excerpt(message, context).slice(0, 40).trim();
}

function timeWords(at: number, format: string): string {
  return format === 'R' ? relativeTime(at, clock.now()) : timeInWords(at, format);
}

function mentionedName(id: string, { world, guild }: Names): string {
  const user = userOf(world, id);
  return user === null ? 'unknown-user' : nameOf(user, guild);
}

export function hasPicture(message: WireMessage): boolean {
  return message.attachments.length > 0 || JSON.stringify(message.components).includes('attachment');
}

function firstText(components: WireMessage['components']): string {
  for (const component of components) {
    const text = component.type === 10 ? (component.content ?? '') : firstText(component.components ?? []);
    if (text !== '') return text;
  }
  return '';
}
