import { html, nothing, type TemplateResult } from 'lit';
import type { Snowflake, WireMessage } from '../../protocol.ts';
import { isPicture, localFile, pictureOfAttachment } from './picture.ts';

/** Pictures as a gallery, other files as cards. `id`: of the message that holds the files. */
export function renderAttachments({
  id,
  attachments,
}: Pick<WireMessage, 'attachments'> & { id: Snowflake }): TemplateResult {
  const pictures = attachments.filter(isPicture).map((attachment) => pictureOfAttachment(id, attachment));
  const others = attachments.filter((attachment) => !isPicture(attachment));
  return html`${pictures.length === 0 ? nothing : html`<play-gallery .pictures=${pictures}></play-gallery>`}
  ${others.map(
    (file) => html`<play-file .name=${file.filename} .size=${file.size} .href=${localFile(id, file.url)}></play-file>`,
  )}`;
}
