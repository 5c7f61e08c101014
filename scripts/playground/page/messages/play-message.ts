import { html, LitElement, nothing } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import type { WireMessage } from '../../protocol.ts';
import { renderComponent } from '../components/render-component.ts';
import { renderMarkdown } from '../markdown/render-markdown.ts';
import { messageTime } from '../markdown/time-in-words.ts';
import { clock } from '../state/clock.ts';
import { findPlace } from '../state/place.ts';
import { tell } from '../tell.ts';
import { isPrivate, isThinking } from './entries.ts';
import { faceOf, type MessageContext } from './message-context.ts';
import { messageStyle } from './message-style.ts';
import { renderAbove } from './render-above.ts';
import { renderAttachments } from './render-attachments.ts';
import { renderEmbed } from './render-embed.ts';
import { renderForwarded } from './render-forwarded.ts';

/** One message, with all that hangs on it. */
export class PlayMessage extends LitElement {
  static override properties = {
    message: { attribute: false },
    context: { attribute: false },
    busy: { attribute: false },
    failed: { attribute: false },
    grouped: { type: Boolean },
    answering: { type: Boolean, reflect: true },
    menuOpen: { state: true },
  };
  declare message: WireMessage;
  declare context: MessageContext;
  declare busy: ReadonlySet<string>;
  declare failed: boolean;
  declare grouped: boolean;
  declare answering: boolean;
  declare menuOpen: boolean;

  static override styles = messageStyle;

  constructor() {
    super();
    this.busy = new Set();
    this.failed = false;
    this.grouped = false;
    this.answering = false;
    this.menuOpen = false;
  }

  override render() {
    const { message, context } = this;
    // A thread begins with the message that it was made from.
    const shown = message.type === 21 && message.referenced_message != null ? message.referenced_message : message;
    const face = faceOf(shown.author, context);
    return html`<div
      class=${classMap({ around: true, grouped: this.grouped, 'menu-open': this.menuOpen })}
      @contextmenu=${this.#openMenu}
    >
      <discord-message
        author=${face.name}
        avatar=${face.avatar}
        role-color=${face.colour}
        ?bot=${face.bot}
        ?ephemeral=${isPrivate(message)}
        ?highlight=${message.mentions.some((user) => user.id === context.me) && message.author.id !== context.me}
        ?message-body-only=${this.grouped}
        .timestamp=${messageTime(Date.parse(shown.timestamp), clock.now())}
        .dismissMessageClicked=${() => tell(this, { kind: 'delete', message: message.id })}
      >
        ${renderAbove(shown, context, this)} ${this.#body(shown)}
        <div slot="attachments">${renderAttachments(shown)} ${renderForwarded(shown, context)}</div>
        <div slot="embeds">${shown.embeds.map((embed) => renderEmbed(embed, shown.id, context))}</div>
        <div slot="components">
          ${shown.components.map((component) =>
            renderComponent(component, { ...context, message: shown, busy: this.busy }),
          )}
          ${this.failed ? html`<div class="failed" role="alert">This interaction failed</div>` : nothing}
        </div>
        ${this.#thread()}
      </discord-message>
      ${
        isThinking(message)
          ? nothing
          : html`<play-message-menu
            .message=${message}
            .context=${context}
            ?open=${this.menuOpen}
            @toggle-menu=${() => {
              this.menuOpen = !this.menuOpen;
            }}
          ></play-message-menu>`
      }
    </div>`;
  }

  #body(message: WireMessage) {
    if (isThinking(message)) {
      return html`<span class="thinking" data-testid="thinking"
        ><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span> ${
          faceOf(message.author, this.context).name
        } is thinking…</span
      >`;
    }
    if (message.content === '') return nothing;
    // Answers to interactions are edited all the time: Discord does not say so there.
    const edited = message.edited_timestamp !== null && message.interaction_metadata === undefined;
    const word = edited ? html`<small class="edited">(edited)</small>` : nothing;
    return renderMarkdown(message.content, this.context, 'message-content', word);
  }

  /** A thread made from a message has the message's id. */
  #thread() {
    const thread = this.message.type === 21 ? undefined : findPlace(this.context.world, this.message.id)?.channel;
    if (thread === undefined) return nothing;
    return html`<discord-thread
      slot="thread"
      name=${thread.name ?? ''}
      cta="See thread"
      tabindex="0"
      role="link"
      data-testid="message-thread"
      @click=${() => tell(this, { kind: 'go', channel: thread.id })}
      >Its messages and pictures stay in it.</discord-thread
    >`;
  }

  #openMenu(event: MouseEvent): void {
    if (isThinking(this.message)) return;
    event.preventDefault();
    this.menuOpen = true;
  }
}
