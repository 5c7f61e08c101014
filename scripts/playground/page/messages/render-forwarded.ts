import { html, nothing, type TemplateResult } from 'lit';
import type { WireMessage, WireMessageSnapshot } from '../../protocol.ts';
import { renderComponent } from '../components/render-component.ts';
import { renderMarkdown } from '../markdown/render-markdown.ts';
import type { MessageContext } from './message-context.ts';
import { renderAttachments } from './render-attachments.ts';
import { renderEmbed } from './render-embed.ts';

/** What a message that was passed on held; its files lie with the message it came from. */
export function renderForwarded(message: WireMessage, context: MessageContext): TemplateResult | typeof nothing {
  if (message.message_snapshots === undefined) return nothing;
  return html`${message.message_snapshots.map(({ message: snapshot }) => renderSnapshot(snapshot, message, context))}`;
}

function renderSnapshot(snapshot: WireMessageSnapshot, message: WireMessage, context: MessageContext): TemplateResult {
  const id = message.message_reference?.message_id ?? message.id;
  const inner = { ...context, message: { ...message, id }, busy: new Set<string>() };
  return html`<div class="forwarded" data-testid="forwarded">
    <em>↱ Forwarded</em>
    ${snapshot.content === '' ? nothing : renderMarkdown(snapshot.content, context)}
    ${renderAttachments({ id, attachments: snapshot.attachments })}
    ${snapshot.embeds.map((embed) => renderEmbed(embed, id, context))}
    <div inert>${snapshot.components.map((component) => renderComponent(component, inner))}</div>
  </div>`;
}
