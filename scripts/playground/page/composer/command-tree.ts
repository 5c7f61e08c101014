import type { WireCommand, WireCommandOption } from '../../protocol.ts';

/** A slash command as one types it: a subcommand is a command of its own. */
export interface SlashCommand {
  /** With group and subcommand: `history undo`. */
  readonly name: string;
  readonly description: string;
  /** Required ones first, as Discord demands of the declaration. */
  readonly options: readonly WireCommandOption[];
}

/** Every slash command that can be run, subcommands unfolded. */
export function slashCommands(commands: readonly WireCommand[]): readonly SlashCommand[] {
  return commands
    .filter((command) => command.type === 1)
    .flatMap((command) => leaves([command.name], command.description, command.options ?? []))
    .sort((one, other) => one.name.localeCompare(other.name));
}

function leaves(
  path: readonly string[],
  description: string,
  options: readonly WireCommandOption[],
): readonly SlashCommand[] {
  const inner = options.filter((option) => option.type === 1 || option.type === 2);
  if (inner.length === 0) return [{ name: path.join(' '), description, options }];
  return inner.flatMap((option) => leaves([...path, option.name], option.description, option.options ?? []));
}

/** Those that fit what was typed after the slash: beginning with it first, containing it next. */
export function matchCommands(commands: readonly SlashCommand[], typed: string): readonly SlashCommand[] {
  const wanted = typed.trim().toLowerCase();
  const starts = commands.filter((command) => command.name.startsWith(wanted));
  const contains = commands.filter((command) => !command.name.startsWith(wanted) && command.name.includes(wanted));
  return [...starts, ...contains];
}

/** The command whose whole name was typed, followed by a space. */
export function typedOut(commands: readonly SlashCommand[], text: string): SlashCommand | null {
  if (!/^\/\S.* $/.test(text)) return null;
  return commands.find((command) => command.name === text.slice(1).trim()) ?? null;
}
