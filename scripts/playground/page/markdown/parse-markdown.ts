import type { MarkdownNode } from './markdown-node.ts';
import { parseSpans } from './parse-spans.ts';

/** Discord's markdown as far as people and this bot use it: blocks first, then the spans of each line. */
export function parseMarkdown(text: string): readonly MarkdownNode[] {
  const nodes: MarkdownNode[] = [];
  for (const [index, part] of text.split(/```/).entries()) {
    if (index % 2 === 1) nodes.push(codeBlock(part));
    else nodes.push(...parseLines(index === 0 ? part : part.replace(/^\n/, '')));
  }
  return nodes;
}

function codeBlock(part: string): MarkdownNode {
  const match = /^(?<language>[\w+-]*)\n(?<body>[\s\S]*)$/.exec(part);
  const body = match?.groups?.['body'] ?? part;
  return { kind: 'code block', language: match?.groups?.['language'] ?? '', text: body.replace(/\n$/, '') };
}

function parseLines(text: string): readonly MarkdownNode[] {
  const lines = text.split('\n');
  const nodes: MarkdownNode[] = [];
  let at = 0;
  while (at < lines.length) {
    const block = blockAt(lines, at);
    if (block !== null) {
      nodes.push(block.node);
      at += block.lines;
      continue;
    }
    nodes.push(...parseSpans(lines[at] ?? ''));
    at += 1;
    // A block begins on a line of its own by itself; between two plain lines the break is ours to draw.
    if (at < lines.length && blockAt(lines, at) === null) nodes.push({ kind: 'break' });
  }
  return nodes;
}

type Block = { readonly node: MarkdownNode; readonly lines: number };

function blockAt(lines: readonly string[], at: number): Block | null {
  const line = lines[at] ?? '';
  const heading = /^(?<marks>#{1,3}) +(?<rest>\S.*)$/.exec(line)?.groups;
  if (heading !== undefined) {
    const { marks = '#', rest = '' } = heading;
    return { node: { kind: 'heading', level: levelOf(marks), children: parseSpans(rest) }, lines: 1 };
  }
  const subtext = /^-# +(?<rest>\S.*)$/.exec(line)?.groups;
  if (subtext !== undefined) {
    return { node: { kind: 'subtext', children: parseSpans(subtext['rest'] ?? '') }, lines: 1 };
  }
  const quoted = run(lines, at, /^> (?<rest>.*)$/);
  if (quoted.length > 0) {
    return { node: { kind: 'quote', children: parseLines(quoted.join('\n')) }, lines: quoted.length };
  }
  for (const [pattern, ordered] of LISTS) {
    const items = run(lines, at, pattern);
    if (items.length > 0) return { node: { kind: 'list', ordered, items: items.map(parseSpans) }, lines: items.length };
  }
  return null;
}

const LISTS = [
  [/^\s*[-*] +(?<rest>\S.*)$/, false],
  [/^\s*\d{1,9}\. +(?<rest>\S.*)$/, true],
] as const;

/** What follows the mark in each of the lines from here on that begin with it. */
function run(lines: readonly string[], at: number, pattern: RegExp): readonly string[] {
  const found: string[] = [];
  for (const line of lines.slice(at)) {
    const rest = pattern.exec(line)?.groups?.['rest'];
    if (rest === undefined) break;
    found.push(rest);
  }
  return found;
}

function levelOf(marks: string): 1 | 2 | 3 {
  return marks.length === 1 ? 1 : marks.length === 2 ? 2 : 3;
}
