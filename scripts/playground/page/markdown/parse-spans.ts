import type { MarkdownNode } from './markdown-node.ts';

/** One line's spans: emphasis, code, links, mentions, times. */
export function parseSpans(text: string): readonly MarkdownNode[] {
  const nodes: MarkdownNode[] = [];
  let plain = '';
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const found = firstRule(rest);
    if (found === null) {
      plain += rest[0];
      at += 1;
      continue;
    }
    if (found.node.kind === 'text') {
      plain += found.node.text;
    } else {
      if (plain !== '') nodes.push({ kind: 'text', text: plain });
      plain = '';
      nodes.push(found.node);
    }
    at += found.length;
  }
  if (plain !== '') nodes.push({ kind: 'text', text: plain });
  return nodes;
}

type Found = { readonly node: MarkdownNode; readonly length: number };

function firstRule(rest: string): Found | null {
  for (const rule of RULES) {
    const match = rule.pattern.exec(rest);
    if (match !== null) return { node: rule.node(match.groups ?? {}), length: match[0].length };
  }
  return null;
}

interface Rule {
  /** Matches at the beginning; its groups are what counts. */
  readonly pattern: RegExp;
  readonly node: (groups: { readonly [name: string]: string | undefined }) => MarkdownNode;
}

const span = (kind: 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler', pattern: RegExp): Rule => ({
  pattern,
  node: ({ inner = '' }) => ({ kind, children: parseSpans(inner) }),
});

const mention = (of: 'user' | 'channel' | 'role', pattern: RegExp): Rule => ({
  pattern,
  node: ({ id = '' }) => ({ kind: 'mention', of, id }),
});

/** The first that matches wins: longer marks stand before shorter ones. */
const RULES: readonly Rule[] = [
  { pattern: /^\\(?<mark>[^\p{L}\p{N}\s])/u, node: ({ mark = '' }) => ({ kind: 'text', text: mark }) },
  { pattern: /^(?<ticks>`{1,2})(?<inner>[^`]+|[^`].*?[^`])\k<ticks>(?!`)/, node: codeOf },
  span('bold', /^\*\*(?<inner>.+?)\*\*(?!\*)/),
  span('underline', /^__(?<inner>.+?)__(?!_)/),
  span('italic', /^\*(?<inner>[^\s*](?:.*?[^\s*])?)\*(?!\*)/),
  span('italic', /^_(?<inner>[^_]+?)_(?![\p{L}\p{N}_])/u),
  span('strike', /^~~(?<inner>.+?)~~/),
  span('spoiler', /^\|\|(?<inner>.+?)\|\|/),
  {
    pattern: /^<t:(?<seconds>-?\d{1,13})(?::(?<format>[tTdDfFRsS]))?>/,
    node: ({ seconds = '0', format = 'f' }) => ({ kind: 'time', seconds: Number(seconds), format }),
  },
  mention('user', /^<@!?(?<id>\d{15,20})>/),
  mention('role', /^<@&(?<id>\d{15,20})>/),
  mention('channel', /^<#(?<id>\d{15,20})>/),
  { pattern: /^<\/(?<name>[^:>]{1,100}):\d{1,20}>/, node: ({ name = '' }) => ({ kind: 'command mention', name }) },
  { pattern: /^@(?<id>everyone|here)\b/, node: ({ id = '' }) => ({ kind: 'mention', of: 'everyone', id }) },
  {
    pattern: /^\[(?<label>[^\]\n]+)\]\(<?(?<href>https?:\/\/[^\s)>]+)>?\)/,
    node: ({ label = '', href = '' }) => ({ kind: 'link', href, children: parseSpans(label) }),
  },
  { pattern: /^<(?<href>https?:\/\/[^\s>]+)>/, node: addressOf },
  { pattern: /^(?<href>https?:\/\/[^\s<]*[^\s<.,:;"')\]])/, node: addressOf },
];

function codeOf({ inner = '' }: { readonly [name: string]: string | undefined }): MarkdownNode {
  return { kind: 'code', text: inner };
}

function addressOf({ href = '' }: { readonly [name: string]: string | undefined }): MarkdownNode {
  return { kind: 'link', href, children: [{ kind: 'text', text: href }] };
}
