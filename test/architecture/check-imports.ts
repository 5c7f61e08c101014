import { dirname, join } from 'node:path/posix';
import type { Border } from './borders.ts';
import type { Import, ParsedFile } from './source-tree.ts';

/** Each import that points where it may not, as `file → target`, and each file that no row of the table covers. */
export function findForbiddenImports(files: readonly ParsedFile[], borders: readonly Border[]): readonly string[] {
  return files.flatMap(({ path, imports }) => {
    const border = borderOf(path, borders);
    if (border === null) return [`${path} is in no row of the table`];
    return imports
      .filter((each) => !isAllowed(path, each, border))
      .map(({ target }) => `${path} → ${target.startsWith('.') ? join(dirname(path), target) : target}`);
  });
}

/** Each use of a library by someone who does not own it. */
export function findForeignLibraries(
  files: readonly ParsedFile[],
  owners: Readonly<Record<string, readonly string[]>>,
): readonly string[] {
  return files.flatMap(({ path, imports }) =>
    imports
      .filter(({ target }) => owners[libraryOf(target)]?.every((owner) => !path.startsWith(owner)))
      .map(({ target }) => `${path} → ${target}`),
  );
}

interface OwnBorder extends Border {
  /** What each `{name}` of the row is for this file. */
  readonly names: Readonly<Record<string, string>>;
}

function borderOf(path: string, borders: readonly Border[]): OwnBorder | null {
  for (const border of borders) {
    const names = cover(border.of, path);
    if (names !== null) return { ...border, names };
  }
  return null;
}

function isAllowed(path: string, { target, isType }: Import, border: OwnBorder): boolean {
  if (!target.startsWith('.')) {
    const isBuiltIn = target.startsWith('node:');
    return isBuiltIn || border.libraries === undefined || border.libraries.includes(libraryOf(target));
  }
  const file = join(dirname(path), target);
  const isIn = (places: readonly string[]) =>
    places.some(
      (place) =>
        cover(
          place.replace(/\{(\w+)\}/g, (_, name) => border.names[name] ?? ''),
          file,
        ) !== null,
    );
  return isIn(border.mayImport) || (isType && isIn(border.mayImportTypes ?? []));
}

/** Whether a path is the place or lies in it: the names it gave to each `{name}`; null: it does not. */
function cover(place: string, path: string): Readonly<Record<string, string>> | null {
  const names: Record<string, string> = {};
  const steps = path.split('/');
  for (const [index, wanted] of place.split('/').entries()) {
    const step = steps[index];
    if (step === undefined) return null;
    const name = /^\{(\w+)\}$/.exec(wanted)?.[1];
    if (name !== undefined) names[name] = step;
    else if (wanted.startsWith('*') ? !step.endsWith(wanted.slice(1)) : step !== wanted) return null;
  }
  return names;
}

function libraryOf(target: string): string {
  if (target.startsWith('node:')) return target;
  return target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');
}
