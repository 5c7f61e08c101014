import { ClientRefusal } from '../core/client-refusal.ts';
import type { Json, WireCommand, WireCommandOption } from '../face/wire.ts';

const GROUP = 2;

/** `server limit set` names a command, its group and its subcommand; a context menu's name may hold spaces itself. */
export function findCommand(offered: readonly WireCommand[], name: string, type: number): WireCommand | undefined {
  const wanted = type === 1 ? name.split(' ')[0] : name;
  return offered.find((command) => command.type === type && command.name === wanted);
}

/** The options declared at the end of the path. */
export function optionsOf(command: WireCommand, name: string): readonly WireCommandOption[] {
  const path = pathOf(command, name);
  return path.at(-1)?.options ?? (path.length > 0 ? [] : (command.options ?? []));
}

/** The values as the interaction carries them: inside their subcommand, and that inside its group. */
export function wrapOptions(command: WireCommand, name: string, options: readonly Json[]): readonly Json[] {
  return pathOf(command, name).reduceRight<readonly Json[]>(
    (inner, { name: step, type }) => [{ name: step, type, options: inner }],
    options,
  );
}

function pathOf(command: WireCommand, name: string): readonly WireCommandOption[] {
  const path: WireCommandOption[] = [];
  let options = command.options ?? [];
  for (const step of name.split(' ').slice(1)) {
    const found = options.find((option) => option.name === step && option.type <= GROUP);
    if (!found) throw new ClientRefusal(`"/${command.name}" has no "${step}"`);
    path.push(found);
    options = found.options ?? [];
  }
  if (options.some(({ type }) => type <= GROUP)) throw new ClientRefusal(`"/${name}" needs a subcommand`);
  return path;
}
