import { parseArgs } from 'node:util';

import { type EmulatedProvider, emulatedProviders } from './upstreams/upstream.ts';

/** How `npm run playground` was asked to start. */
export interface PlaygroundArguments {
  /** Of the page. 0: any free one. */
  readonly port: number;
  readonly mode: 'sync' | 'poll' | 'callback';
  /** The emulated image APIs, the preferred one first; at least one. */
  readonly providers: readonly EmulatedProvider[];
  /** A directory that outlives the playground, for the bot's store; null: a fresh one, removed at the end. */
  readonly keep: string | null;
  /** How long the image API works on a request, in milliseconds. */
  readonly speed: { readonly min: number; readonly max: number };
  readonly contentIntent: boolean;
  readonly pingReplies: 'readable' | 'withheld';
}

export const USAGE = `npm run playground -- [options]

  --port N                            port of the page (default 3000; 0: any free one)
  --provider NAME                     the emulated image API: acedatacloud, openai, agcloud or gmi (default acedatacloud);
                                      several at once, the preferred one first: acedatacloud,gmi
  --mode sync|poll|callback           how the bot waits for AceDataCloud (default poll)
  --keep DIR                          keep the bot's store in DIR (default: fresh, removed at the end)
  --speed MIN-MAX                     milliseconds an image takes (default 2000-5000)
  --content-intent on|off             the portal's toggle for message content (default on)
  --ping-replies readable|withheld    whether a ping-reply to an interaction's answer can be read (default readable)
`;

export type ReadArguments =
  | { readonly kind: 'run'; readonly arguments: PlaygroundArguments }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly sentence: string };

/** Reads the command line; what cannot be understood comes back as one sentence. */
export function readArguments(argv: readonly string[]): ReadArguments {
  try {
    const { values } = parseArgs({ args: [...argv], options: OPTIONS, strict: true, allowPositionals: false });
    if (values.help === true) return { kind: 'help' };
    return {
      kind: 'run',
      arguments: {
        port: readPort(values.port),
        mode: oneOf('--mode', values.mode, ['sync', 'poll', 'callback']),
        providers: readProviders(values.provider),
        keep: values.keep === undefined || values.keep === '' ? null : values.keep,
        speed: readSpeed(values.speed),
        contentIntent: oneOf('--content-intent', values['content-intent'], ['on', 'off']) === 'on',
        pingReplies: oneOf('--ping-replies', values['ping-replies'], ['readable', 'withheld']),
      },
    };
  } catch (error) {
    if (error instanceof WrongArgument) return { kind: 'wrong', sentence: error.message };
    if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
      return { kind: 'wrong', sentence: error.message.split('. ')[0] ?? error.message };
    }
    throw error;
  }
}

const OPTIONS = {
  port: { type: 'string', default: '3000' },
  mode: { type: 'string', default: 'poll' },
  provider: { type: 'string', default: 'acedatacloud' },
  keep: { type: 'string' },
  speed: { type: 'string', default: '2000-5000' },
  'content-intent': { type: 'string', default: 'on' },
  'ping-replies': { type: 'string', default: 'readable' },
  help: { type: 'boolean', short: 'h' },
} as const;

class WrongArgument extends Error {
  override readonly name = 'WrongArgument';
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new WrongArgument(`--port must be a number from 0 to 65535, not "${text}"`);
}

function readProviders(text: string): readonly EmulatedProvider[] {
  const names = text.split(',').map((part) => {
    const name = part.trim();
    return oneOf('--provider', name === 'gmi' ? 'gmicloud' : name, emulatedProviders);
  });
  return [...new Set(names)];
}

function readSpeed(text: string): { min: number; max: number } {
  const match = /^(\d{1,7})(?:-(\d{1,7}))?$/.exec(text);
  const min = Number(match?.[1]);
  const max = Number(match?.[2] ?? match?.[1]);
  if (match !== null && min <= max) return { min, max };
  throw new WrongArgument(`--speed must be milliseconds such as 2000-5000 or 0, not "${text}"`);
}

function oneOf<const Allowed extends readonly string[]>(name: string, text: string, allowed: Allowed): Allowed[number] {
  const found = allowed.find((one) => one === text);
  if (found !== undefined) return found;
  const words = `${allowed.slice(0, -1).join(', ')}${allowed.length > 1 ? ' or ' : ''}${allowed.at(-1)}`;
  throw new WrongArgument(`${name} must be ${words}, not "${text}"`);
}
