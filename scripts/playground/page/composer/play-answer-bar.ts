import { css, html, LitElement, nothing } from 'lit';
import { icons } from '../icons.ts';
import { bareButton } from '../look.ts';
import { excerpt } from '../messages/excerpt.ts';
import { faceOf, type MessageContext } from '../messages/message-context.ts';
import type { Actions } from '../state/actions.ts';
import type { PageState } from '../state/page-state.ts';

/** Over the composer: which message one answers, with the ping on or off, or which one is being changed. */
export class PlayAnswerBar extends LitElement {
  static override properties = {
    state: { attribute: false },
    context: { attribute: false },
    actions: { attribute: false },
  };
  declare state: PageState;
  declare context: MessageContext;
  declare actions: Actions;

  static override styles = [
    bareButton,
    css`
      .bar {
        align-items: center;
        background: #2b2d31;
        border-radius: 8px 8px 0 0;
        color: var(--muted);
        display: flex;
        font-size: 0.875rem;
        gap: 12px;
        padding: 8px 16px;
      }
      .words {
        flex: 1;
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      b {
        font-weight: 500;
      }
      .excerpt {
        opacity: 0.7;
        padding-left: 6px;
      }
      button {
        align-items: center;
        display: flex;
        font-weight: 700;
        gap: 2px;
      }
      svg {
        font-size: 18px;
      }
      .on {
        color: var(--link);
      }
    `,
  ];

  override render() {
    const { replyTo, editing } = this.state;
    if (editing !== null) {
      return html`<div class="bar" data-testid="editing-bar">
        <span class="words">Editing your message</span>
        ${this.#end('Stop editing', 'editing-cancel', () => this.actions.edit(null))}
      </div>`;
    }
    if (replyTo === null) return nothing;
    const face = faceOf(replyTo.message.author, this.context);
    return html`<div class="bar" data-testid="reply-bar">
      <span class="words"
        >Replying to <b style="color:${face.colour || 'inherit'}">${face.name}</b>
        <span class="excerpt">${excerpt(replyTo.message, this.context)}</span></span
      >
      <button
        type="button"
        class=${replyTo.ping ? 'on' : ''}
        role="switch"
        aria-checked=${replyTo.ping}
        aria-label="Ping ${face.name}"
        data-testid="reply-ping"
        @click=${() => this.actions.togglePing()}
      >
        ${icons.at} ${replyTo.ping ? 'ON' : 'OFF'}
      </button>
      ${this.#end('Stop replying', 'reply-cancel', () => this.actions.reply(null))}
    </div>`;
  }

  #end(label: string, testId: string, end: () => void) {
    return html`<button type="button" aria-label=${label} data-testid=${testId} @click=${end}>
      ${icons.closeCircle}
    </button>`;
  }
}
