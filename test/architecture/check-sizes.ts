import { dirname } from 'node:path/posix';
import type { ParsedFile, SourceTree } from './source-tree.ts';

/** The lines a file may have, the lines of its own a function may have, the files a folder may hold. */
export const limits = { file: 250, function: 60, folder: 13 };

/** Names that go beyond a limit, each with its reason. */
export type Exceptions = Readonly<Record<string, string>>;

export function findLongFiles(files: readonly ParsedFile[]): readonly string[] {
  return files.filter(({ text }) => text.trimEnd().split('\n').length > limits.file).map(({ path }) => path);
}

/** As `file function`. */
export function findLongFunctions(files: readonly ParsedFile[]): readonly string[] {
  return files.flatMap(({ path, functions }) =>
    functions.filter(({ ownLines }) => ownLines > limits.function).map(({ name }) => `${path} ${name}`),
  );
}

export function findFullFolders(tree: SourceTree): readonly string[] {
  const counts = new Map<string, number>();
  for (const path of tree.keys()) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > limits.folder).map(([folder]) => folder);
}

/** What is found and not listed, and what is listed and no longer found: a list that only grows is no list of exceptions. */
export function compare(found: readonly string[], exceptions: Exceptions) {
  return {
    notListed: found.filter((name) => !Object.hasOwn(exceptions, name)),
    noLongerNeeded: Object.keys(exceptions).filter((name) => !found.includes(name)),
  };
}
