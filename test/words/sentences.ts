import { parseSync } from 'rolldown/utils';

/**
 * The texts of a program that read like something said to a person: a capital and two words, four words in a row, or a
 * full stop behind words. What is said to the log or thrown as a bug is not, nor are names of types.
 */
export function sentencesIn(path: string, text: string): readonly string[] {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`);
  const found: string[] = [];
  visit(program, found);
  return found;
}

const isSaid = (text: string): boolean => {
  const plain = text.replaceAll(/\s+/g, ' ').trim();
  return (
    /^[A-Z][a-z']*,? ([A-Za-z'`*]+[ .,;:!?]?)/.test(plain) ||
    /(\b[A-Za-z']{2,},? ){3}[A-Za-z']{2,}/.test(plain) ||
    /[a-z]{2,} [a-z]{2,}[^:]*[.!?]$/.test(plain)
  );
};

function visit(node: unknown, found: string[]): void {
  if (Array.isArray(node)) {
    for (const each of node) visit(each, found);
    return;
  }
  if (!isRecord(node) || isForMachines(node)) return;
  const texts = textsOf(node);
  found.push(...texts.filter(isSaid));
  for (const value of Object.values(node)) visit(value, found);
}

/** Types, what is thrown or logged, and values that only tell one case from another. */
function isForMachines(node: Node): boolean {
  const type = String(node['type']);
  if (type.startsWith('TS') && /Type|Interface/.test(type)) return true;
  if (type === 'ImportDeclaration' || type === 'BinaryExpression') return true;
  // What a decision leaves for the log.
  if (type === 'Property' && nameOf(node['key']) === 'remark') return true;
  if (type === 'NewExpression') return /Error|Exception/.test(nameOf(node['callee']));
  if (type === 'CallExpression') {
    const { callee } = node;
    if (isRecord(callee) && callee['type'] === 'Super') return true;
    if (isRecord(callee) && callee['type'] === 'MemberExpression') return nameOf(callee['object']) === 'log';
  }
  return false;
}

function textsOf(node: Node): readonly string[] {
  if (node['type'] === 'Literal' && typeof node['value'] === 'string') return [node['value']];
  if (node['type'] !== 'TemplateLiteral' || !Array.isArray(node['quasis'])) return [];
  const pieces = node['quasis'].map((quasi: unknown) =>
    isRecord(quasi) && isRecord(quasi['value']) ? quasi['value'] : {},
  );
  return [pieces.map((piece) => String(piece['cooked'] ?? '')).join('…')];
}

type Node = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Node => typeof value === 'object' && value !== null;
const nameOf = (node: unknown): string => (isRecord(node) ? String(node['name'] ?? '') : '');
