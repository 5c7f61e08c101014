import { html, nothing, type TemplateResult } from 'lit';
import type { Snowflake, WireEmbed } from '../../protocol.ts';
import { cssColour } from '../components/render-component.ts';
import { type MarkdownContext, renderMarkdown } from '../markdown/render-markdown.ts';
import { messageTime } from '../markdown/time-in-words.ts';
import { clock } from '../state/clock.ts';
import { localFile, pictureOfMedia } from './picture.ts';

export function renderEmbed(embed: WireEmbed, message: Snowflake, context: MarkdownContext): TemplateResult {
  return html`<discord-embed
    data-testid="embed"
    embed-title=${embed.title ?? nothing}
    url=${embed.url ?? nothing}
    color=${embed.color === undefined ? nothing : cssColour(embed.color)}
    author-name=${embed.author?.name ?? nothing}
    author-url=${embed.author?.url ?? nothing}
    thumbnail=${embed.thumbnail === undefined ? nothing : localFile(message, embed.thumbnail.url)}
  >
    ${
      embed.description === undefined
        ? nothing
        : html`<discord-embed-description slot="description"
          >${renderMarkdown(embed.description, context)}</discord-embed-description
        >`
    }
    ${
      embed.fields === undefined || embed.fields.length === 0
        ? nothing
        : html`<discord-embed-fields slot="fields">
          ${embed.fields.map(
            (field, index) => html`<discord-embed-field
              field-title=${field.name}
              ?inline=${field.inline === true}
              inline-index=${(index % 3) + 1}
              >${renderMarkdown(field.value, context)}</discord-embed-field
            >`,
          )}
        </discord-embed-fields>`
    }
    ${
      embed.image === undefined
        ? nothing
        : html`<play-gallery slot="fields" .pictures=${[pictureOfMedia(message, { media: embed.image })]}></play-gallery>`
    }
    ${
      embed.footer === undefined
        ? nothing
        : html`<discord-embed-footer
          slot="footer"
          timestamp=${embed.timestamp === undefined ? nothing : messageTime(Date.parse(embed.timestamp), clock.now())}
          >${embed.footer.text}</discord-embed-footer
        >`
    }
  </discord-embed>`;
}
