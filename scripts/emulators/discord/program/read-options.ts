import { parseArgs } from 'node:util';
import type { EmulatedDiscordOptions } from '../face/options.ts';

export const USAGE = `node scripts/emulators/discord/main.ts [options]

  --port N                            port of the emulated Discord (default 0: any free one)
  --people-port N                     port for those who act as people (default 0: any free one)
  --bot-name NAME                     the bot's user name (default bot)
  --content-intent on|off             the portal's toggle for message content (default off)
  --ping-replies readable|withheld    whether a ping-reply to an interaction's answer can be read (default withheld)
  --unjoined-threads sent|silent      whether messages of public threads reach a bot that has not joined (default sent)
  --rate-limits wide|discord          wide: never run out; discord: 429 as Discord gives (default wide)
  --watch                             prints each event, REST requests of the bot included, as a line of JSON
  --help
`;

export type ReadOptions =
  | {
      readonly kind: 'run';
      readonly discord: EmulatedDiscordOptions;
      readonly peoplePort: number;
      readonly isWatching: boolean;
    }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly sentence: string };

/** Reads the command line; what cannot be understood comes back as one sentence. */
export function readOptions(argv: readonly string[]): ReadOptions {
  try {
    const { values } = parseArgs({ args: [...argv], options: OPTIONS, strict: true, allowPositionals: false });
    if (values.help === true) return { kind: 'help' };
    return {
      kind: 'run',
      peoplePort: portOf('--people-port', values['people-port']),
      isWatching: values.watch === true,
      discord: {
        port: portOf('--port', values.port),
        world: 'demo',
        botName: values['bot-name'],
        messageContentIntent: oneOf('--content-intent', values['content-intent'], ['on', 'off']) === 'on',
        pingReplyToInteractionResponse: oneOf('--ping-replies', values['ping-replies'], ['readable', 'withheld']),
        messagesInUnjoinedThreads: oneOf('--unjoined-threads', values['unjoined-threads'], ['sent', 'silent']),
        rateLimits: oneOf('--rate-limits', values['rate-limits'], ['wide', 'discord']),
      },
    };
  } catch (error) {
    if (error instanceof WrongOption) return { kind: 'wrong', sentence: error.message };
    if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
      return { kind: 'wrong', sentence: error.message.split('. ')[0] ?? error.message };
    }
    throw error;
  }
}

const OPTIONS = {
  port: { type: 'string', default: '0' },
  'people-port': { type: 'string', default: '0' },
  'bot-name': { type: 'string', default: 'bot' },
  'content-intent': { type: 'string', default: 'off' },
  'ping-replies': { type: 'string', default: 'withheld' },
  'unjoined-threads': { type: 'string', default: 'sent' },
  'rate-limits': { type: 'string', default: 'wide' },
  watch: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

class WrongOption extends Error {
  override readonly name = 'WrongOption';
}

function portOf(name: string, text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new WrongOption(`${name} must be a number from 0 to 65535, not "${text}"`);
}

function oneOf<const Allowed extends readonly string[]>(name: string, text: string, allowed: Allowed): Allowed[number] {
  const found = allowed.find((one) => one === text);
  if (found !== undefined) return found;
  throw new WrongOption(`${name} must be ${allowed.join(' or ')}, not "${text}"`);
}
