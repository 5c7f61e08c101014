import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseSync } from 'rolldown/utils';

/** Files by their path from the root of the repository. What checks them sees nothing else, so a test can plant one. */
export type SourceTree = ReadonlyMap<string, string>;

export function readTree(root: string, folders: readonly string[]): SourceTree {
  const paths = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name))),
  );
  return new Map(paths.sort().map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

/** One import of a file: by statement, export-from, `import()` or `import('…').Type`. */
export interface Import {
  /** As written. */
  readonly target: string;
  /** The whole statement goes away with the types. */
  readonly isType: boolean;
}

/** One function, with the lines that are its own: those of functions inside it count for these. */
export interface MeasuredFunction {
  /** `anonymous`: an arrow function or a function expression. */
  readonly name: string;
  readonly ownLines: number;
}

export interface ParsedFile {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
  readonly functions: readonly MeasuredFunction[];
}

/** Every TypeScript file of the tree. One that cannot be parsed throws. */
export function parseTree(tree: SourceTree): readonly ParsedFile[] {
  return [...tree].filter(([path]) => path.endsWith('.ts')).map(([path, text]) => parseFile(path, text));
}

function parseFile(path: string, text: string): ParsedFile {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`);
  const found: Found = { imports: [], functions: [] };
  walk(program, { found, text, around: null });
  return { path, text, imports: found.imports, functions: found.functions };
}

interface Found {
  readonly imports: Import[];
  readonly functions: Counted[];
}

interface Counted {
  readonly name: string;
  ownLines: number;
}

interface Walk {
  readonly found: Found;
  readonly text: string;
  /** The function that the node lies in. */
  readonly around: Counted | null;
}

const functionTypes = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);
const importTypes = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
]);

function walk(node: unknown, state: Walk): void {
  if (Array.isArray(node)) {
    for (const each of node) walk(each, state);
    return;
  }
  if (!isRecord(node)) return;
  const type = String(node['type']);
  if (importTypes.has(type)) {
    const target = isRecord(node['source']) ? node['source']['value'] : undefined;
    const isType = type === 'TSImportType' || node['importKind'] === 'type' || node['exportKind'] === 'type';
    if (typeof target === 'string') state.found.imports.push({ target, isType });
  }
  const inside = functionTypes.has(type) ? { ...state, around: count(node, state) } : state;
  for (const each of Object.values(node)) if (typeof each === 'object') walk(each, inside);
}

function count(node: Readonly<Record<string, unknown>>, { found, text, around }: Walk): Counted {
  const breaks = text.slice(Number(node['start']), Number(node['end'])).split('\n').length - 1;
  const id = node['id'];
  const counted = { name: isRecord(id) ? String(id['name']) : 'anonymous', ownLines: breaks + 1 };
  // The line on which an inner function begins is the outer one's as well.
  if (around !== null) around.ownLines -= breaks;
  found.functions.push(counted);
  return counted;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
