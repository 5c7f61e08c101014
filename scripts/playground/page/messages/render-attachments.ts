import { html, nothing, type TemplateResult } from 'lit';
import type { WireAttachment, WireMessage } from '../../protocol.ts';
import { isPicture, localFile, pictureOfAttachment } from './picture.ts';

/** Pictures as a gallery, other files as cards, and what a forwarded message held. */
export function renderAttachments(message: WireMessage): TemplateResult {
  return html`${filesOf(message.id, message.attachments)}
  ${message.message_snapshots?.map(
    ({ message: snapshot }) => html`<div class="forwarded" data-testid="forwarded">
      <em>↱ Forwarded</em>
      ${snapshot.content === '' ? nothing : html`<div class="markdown">${snapshot.content}</div>`}
      ${filesOf(message.message_reference?.message_id ?? message.id, snapshot.attachments)}
    </div>`,
  )}`;
}

function filesOf(message: string, attachments: readonly WireAttachment[]): TemplateResult {
  const pictures = attachments.filter(isPicture).map((attachment) => pictureOfAttachment(message, attachment));
  const others = attachments.filter((attachment) => !isPicture(attachment));
  return html`${pictures.length === 0 ? nothing : html`<play-gallery .pictures=${pictures}></play-gallery>`}
  ${others.map(
    (file) =>
      html`<play-file .name=${file.filename} .size=${file.size} .href=${localFile(message, file.url)}></play-file>`,
  )}`;
}
