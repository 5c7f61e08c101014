import { type ParseArgsConfig, parseArgs } from 'node:util';
import { SettingsError } from '../src/config.ts';

/** What a command was asked; what cannot be understood is one sentence, without its full stop. */
export type CommandLine<Asked> =
  | { readonly kind: 'run'; readonly asked: Asked }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly sentence: string };

type Options = NonNullable<ParseArgsConfig['options']>;
type Values<Declared extends Options> = ReturnType<
  typeof parseArgs<{ readonly options: Declared; readonly strict: true; readonly allowPositionals: false }>
>['values'];

const help = { help: { type: 'boolean', short: 'h' } } as const;

/** `--help` beside these options, and nothing else. `understand` makes of their texts what is to be done. */
export function readCommandLine<const Declared extends Options, Asked>(
  argv: readonly string[],
  options: Declared,
  understand: (values: Values<Declared>) => CommandLine<Asked>,
): CommandLine<Asked> {
  try {
    const { values } = parseArgs({ args: [...argv], options: { ...options, ...help }, strict: true });
    if ('help' in values) return { kind: 'help' };
    // With `help` gone these are the declared ones: the intersection is more than TypeScript takes apart.
    return understand(values as Values<Declared>);
  } catch (error) {
    if (!isUnknownOption(error)) throw error;
    return { kind: 'wrong', sentence: error.message.split('. ')[0] ?? error.message };
  }
}

/**
 * One of the operator's commands from its words to its exit code: 0 for `--help`, 64 for words that it does not know,
 * 78 for wrong settings (each problem a line), else what `run` returns.
 */
export async function runCommand<Asked>(command: {
  readonly usage: string;
  readonly read: (argv: readonly string[]) => CommandLine<Asked>;
  readonly run: (asked: Asked) => Promise<number>;
}): Promise<void> {
  const line = command.read(process.argv.slice(2));
  switch (line.kind) {
    case 'help':
      process.stdout.write(command.usage);
      return;
    case 'wrong':
      process.stderr.write(`${line.sentence}.\n\n${command.usage}`);
      process.exitCode = 64;
      return;
    case 'run':
      process.exitCode = await run(() => command.run(line.asked));
      return;
    default:
      return line satisfies never;
  }
}

export const say = (line: string): void => void process.stdout.write(`${line}\n`);
export const complain = (line: string): void => void process.stderr.write(`${line}\n`);

async function run(work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    for (const problem of error.problems) complain(problem);
    return 78;
  }
}

function isUnknownOption(error: unknown): error is TypeError {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
