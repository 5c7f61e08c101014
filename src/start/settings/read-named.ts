import { readFileSync } from 'node:fs';
import type { IsSet, NamedSettings } from '../../providers/vendor.ts';

/** What the environment holds of some settings. */
export interface NamedReading {
  readonly named: NamedSettings;
  readonly problems: readonly string[];
  /** Those that are there and cannot be read: nobody is to be told that they are missing. */
  readonly unread: ReadonlySet<string>;
  readonly isSet: IsSet;
}

/**
 * These settings, as people type them: blank is unset, white space and one pair of quotes around a value are no part of it.
 * Each of `secrets` may come as the content of the file that `NAME_FILE` names, as containers are given them.
 */
export function readNamed(
  environment: NodeJS.ProcessEnv,
  names: readonly string[],
  secrets: readonly string[],
): NamedReading {
  const named: Record<string, string | undefined> = {};
  const problems: string[] = [];
  const unread = new Set<string>();
  for (const name of names) {
    const reading = readOne(environment, name, secrets.includes(name));
    if (reading.kind === 'value') named[name] = reading.value;
    else {
      problems.push(reading.problem);
      unread.add(name);
    }
  }
  return { named, problems, unread, isSet: (name) => named[name] !== undefined || unread.has(name) };
}

type Reading =
  | { readonly kind: 'value'; readonly value: string | undefined }
  | { readonly kind: 'problem'; readonly problem: string };

function readOne(environment: NodeJS.ProcessEnv, name: string, isSecret: boolean): Reading {
  const value = valueIn(environment, name);
  const file = isSecret ? valueIn(environment, `${name}_FILE`) : undefined;
  if (file === undefined) return { kind: 'value', value: asMeant(name, value) };
  if (value !== undefined) return { kind: 'problem', problem: `${name} and ${name}_FILE: set one of them, not both` };
  try {
    return { kind: 'value', value: asMeant(name, withoutWrapping(readFileSync(file, 'utf8'))) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'error';
    return { kind: 'problem', problem: `${name}_FILE: cannot be read (${code})` };
  }
}

/** Every program but ours knows the proxies by small letters, too. */
const alsoSmall: readonly string[] = ['HTTPS_PROXY', 'NO_PROXY'];

function valueIn(environment: NodeJS.ProcessEnv, name: string): string | undefined {
  const value = withoutWrapping(environment[name]);
  return value ?? (alsoSmall.includes(name) ? withoutWrapping(environment[name.toLowerCase()]) : undefined);
}

function withoutWrapping(text: string | undefined): string | undefined {
  const trimmed = text?.trim() ?? '';
  const [, , inside = trimmed] = /^(["'])(.*)\1$/s.exec(trimmed) ?? [];
  return inside.trim() || undefined;
}

/** The portal shows tokens bare, examples show them behind the word that goes before them in a header. */
function asMeant(name: string, value: string | undefined): string | undefined {
  return name === 'DISCORD_TOKEN' ? value?.replace(/^Bot\s+/i, '') : value;
}
