/** What our commands are called by Discord, so that a text can hold one that is opened by a click. */
export interface CommandIds {
  /** From Discord's own list of them. */
  learn(registered: unknown): void;
  /** `imagine`, `history show`: a link where its id is known, else its name as it is typed. */
  mention(path: string): string;
}

export function createCommandIds(): CommandIds {
  const ids = new Map<string, string>();
  return {
    learn(registered) {
      for (const each of Array.isArray(registered) ? registered : []) {
        if (isNamed(each)) ids.set(each.name, each.id);
      }
    },
    mention(path) {
      const id = ids.get(path.split(' ', 1)[0] ?? path);
      return id === undefined ? `\`/${path}\`` : `</${path}:${id}>`;
    },
  };
}

const isNamed = (value: unknown): value is { readonly name: string; readonly id: string } =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  'id' in value &&
  typeof value.name === 'string' &&
  typeof value.id === 'string';
