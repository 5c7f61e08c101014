import { html, nothing, type TemplateResult } from 'lit';
import type { GuildView, PlaygroundWorld } from '../../protocol.ts';
import { findPlace, nameOf, userOf } from '../state/place.ts';
import { tell } from '../tell.ts';
import type { MarkdownNode } from './markdown-node.ts';
import { parseMarkdown } from './parse-markdown.ts';

/** Who and where, for mentions. */
export interface MarkdownContext {
  readonly world: PlaygroundWorld;
  readonly guild: GuildView | null;
  readonly me: string;
}

/** A block of markdown. On one line, because within it white space counts. */
export function renderMarkdown(
  text: string,
  context: MarkdownContext,
  testId = 'markdown',
  after: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  const nodes = parseMarkdown(text).map((node) => render(node, context));
  return html`<div class="markdown" data-testid=${testId}>${nodes}${after}</div>`;
}

function render(node: MarkdownNode, context: MarkdownContext): TemplateResult {
  const inner = (children: readonly MarkdownNode[]) => children.map((child) => render(child, context));
  switch (node.kind) {
    case 'text':
      return html`${node.text}`;
    case 'break':
      return html`<br />`;
    case 'bold':
      return html`<strong>${inner(node.children)}</strong>`;
    case 'italic':
      return html`<em>${inner(node.children)}</em>`;
    case 'underline':
      return html`<u>${inner(node.children)}</u>`;
    case 'strike':
      return html`<s>${inner(node.children)}</s>`;
    case 'spoiler':
      return html`<discord-spoiler>${inner(node.children)}</discord-spoiler>`;
    case 'quote':
      return html`<discord-quote>${inner(node.children)}</discord-quote>`;
    case 'subtext':
      return html`<small class="subtext">${inner(node.children)}</small>`;
    case 'heading':
      return html`<div class="heading heading-${node.level}" role="heading" aria-level=${node.level + 2}>${inner(node.children)}</div>`;
    case 'list':
      return node.ordered
        ? html`<ol>${node.items.map((item) => html`<li>${inner(item)}</li>`)}</ol>`
        : html`<ul>${node.items.map((item) => html`<li>${inner(item)}</li>`)}</ul>`;
    case 'code':
      return html`<code>${node.text}</code>`;
    case 'code block':
      return html`<pre><code>${node.text}</code></pre>`;
    case 'link':
      return link(node.href, inner(node.children));
    case 'mention':
      return mention(node, context);
    case 'command mention':
      return html`<discord-mention type="slash">${node.name}</discord-mention>`;
    case 'time':
      return html`<play-time .seconds=${node.seconds} format=${node.format}></play-time>`;
    default:
      return node satisfies never;
  }
}

/** A link to a message leads there on this page: Discord itself is never visited. */
function link(href: string, words: unknown): TemplateResult {
  const place = MESSAGE_LINK.exec(href)?.groups;
  if (place === undefined) return html`<a href=${href} target="_blank" rel="noopener noreferrer">${words}</a>`;
  const { channel = '', message = '' } = place;
  const jump = (event: Event) => {
    event.preventDefault();
    tell(event.currentTarget ?? window, { kind: 'jump', channel, message });
  };
  return html`<a href="#" title=${href} data-testid="message-link" @click=${jump}>${words}</a>`;
}

const MESSAGE_LINK =
  /^https:\/\/(?:\w+\.)?discord(?:app)?\.com\/channels\/(?:@me|\d+)\/(?<channel>\d+)(?:\/(?<message>\d+))?$/;

function mention(node: Extract<MarkdownNode, { kind: 'mention' }>, context: MarkdownContext): TemplateResult {
  switch (node.of) {
    case 'user': {
      const user = userOf(context.world, node.id);
      const name = user === null ? 'unknown-user' : nameOf(user, context.guild);
      return html`<discord-mention type="user" ?highlight=${node.id === context.me}>${name}</discord-mention>`;
    }
    case 'channel': {
      const place = findPlace(context.world, node.id);
      const type = place?.parent == null ? 'channel' : 'thread';
      return html`<discord-mention type=${type}>${place?.channel.name ?? 'unknown'}</discord-mention>`;
    }
    case 'role': {
      const role = context.guild?.roles.find((one) => one.id === node.id);
      return html`<discord-mention type="role">${role?.name ?? 'deleted-role'}</discord-mention>`;
    }
    case 'everyone':
      return html`<discord-mention type="role">${node.id}</discord-mention>`;
    default:
      return node.of satisfies never;
  }
}
