import { html, nothing, type TemplateResult } from 'lit';
import type { WireComponent, WireMessage } from '../../protocol.ts';
import { type MarkdownContext, renderMarkdown } from '../markdown/render-markdown.ts';
import { fileName, localFile, pictureOfMedia } from '../messages/picture.ts';

/** What a message's components need to know of the rest of the page. */
export interface ComponentContext extends MarkdownContext {
  readonly message: WireMessage;
  /** Custom ids whose interaction is not answered yet. */
  readonly busy: ReadonlySet<string>;
}

/** Any component of a message: rows with buttons and selects, and all of Components V2. */
export function renderComponent(component: WireComponent, context: ComponentContext): TemplateResult {
  const children = () => component.components?.map((child) => renderComponent(child, context));
  switch (component.type) {
    case 1:
      return html`<div class="row" data-testid="component-row">${children()}</div>`;
    case 2:
      return html`<play-button
        .component=${component}
        .messageId=${context.message.id}
        ?busy=${context.busy.has(component.custom_id ?? '')}
      ></play-button>`;
    case 3:
    case 5:
    case 6:
    case 7:
    case 8:
      return html`<play-message-select
        .component=${component}
        .messageId=${context.message.id}
        .world=${context.world}
        .guild=${context.guild}
        ?busy=${context.busy.has(component.custom_id ?? '')}
      ></play-message-select>`;
    case 9:
      return html`<div class="section">
        <div class="section-text">${children()}</div>
        ${component.accessory === undefined ? nothing : renderComponent(component.accessory, context)}
      </div>`;
    case 10:
      return renderMarkdown(component.content ?? '', context, 'text-display');
    case 11:
      return component.media === undefined
        ? html``
        : html`<div class="thumbnail">
            <play-gallery
              thumbnail
              .pictures=${[pictureOfMedia(context.message.id, { ...component, media: component.media })]}
            ></play-gallery>
          </div>`;
    case 12:
      return html`<play-gallery
        .pictures=${(component.items ?? []).map((item) => pictureOfMedia(context.message.id, item))}
      ></play-gallery>`;
    case 13: {
      const url = component.file?.url ?? '';
      return html`<play-file
        .name=${component.name ?? fileName(url)}
        .size=${component.size ?? null}
        .href=${localFile(context.message.id, url)}
      ></play-file>`;
    }
    case 14:
      return html`<div
        class="separator ${component.divider === false ? '' : 'divided'} ${component.spacing === 2 ? 'wide' : ''}"
        role="separator"
      ></div>`;
    case 17:
      return html`<div
        class="container"
        data-testid="container"
        style=${component.accent_color == null ? nothing : `--accent: ${cssColour(component.accent_color)}`}
      >
        ${children()}
      </div>`;
    default:
      return html`<div class="unknown">Component of type ${component.type}, which the playground cannot show.</div>`;
  }
}

export function cssColour(colour: number): string {
  return `#${colour.toString(16).padStart(6, '0')}`;
}
