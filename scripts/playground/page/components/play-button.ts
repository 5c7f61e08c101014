import { css, html, LitElement } from 'lit';
import type { Snowflake, WireComponent, WireEmoji } from '../../protocol.ts';
import { icons } from '../icons.ts';
import { bareButton } from '../look.ts';
import { tell } from '../tell.ts';

/** A message's button; while its interaction is not answered it shows three dots and takes no second press. */
export class PlayButton extends LitElement {
  static override properties = {
    component: { attribute: false },
    messageId: { attribute: false },
    busy: { type: Boolean },
  };
  declare component: WireComponent;
  declare messageId: Snowflake;
  declare busy: boolean;

  static override styles = [
    bareButton,
    css`
      .button {
        align-items: center;
        background: var(--kind);
        border-radius: 4px;
        box-sizing: border-box;
        color: #fff;
        cursor: pointer;
        display: inline-flex;
        font-size: 0.875rem;
        font-weight: 500;
        gap: 6px;
        justify-content: center;
        line-height: 1;
        min-height: 32px;
        min-width: 60px;
        padding: 2px 16px;
        text-decoration: none;
      }
      .button:hover:not(:disabled) {
        filter: brightness(0.86);
      }
      .button:disabled {
        cursor: not-allowed;
        opacity: 0.5;
      }
      .style-1 {
        --kind: var(--blurple);
      }
      .style-2,
      .style-5 {
        --kind: #4e5058;
      }
      .style-3 {
        --kind: var(--green);
      }
      .style-4 {
        --kind: var(--red);
      }
      .dots {
        display: inline-flex;
        gap: 4px;
      }
      .dots i {
        animation: dot 1.2s infinite;
        background: #fff;
        border-radius: 50%;
        height: 6px;
        width: 6px;
      }
      .dots i:nth-child(2) {
        animation-delay: 0.2s;
      }
      .dots i:nth-child(3) {
        animation-delay: 0.4s;
      }
      @keyframes dot {
        50% {
          opacity: 0.3;
          transform: scale(0.8);
        }
      }
    `,
  ];

  constructor() {
    super();
    this.component = { type: 2 };
    this.messageId = '';
    this.busy = false;
  }

  override render() {
    const { label, url, style = 2, disabled = false, custom_id = '', emoji } = this.component;
    const words = html`${emojiOf(emoji)}${label ?? ''}`;
    if (url !== undefined) {
      return html`<a class="button style-5" href=${url} target="_blank" rel="noopener noreferrer">${words} ${icons.link}</a>`;
    }
    return html`<button
      type="button"
      class="button style-${style}"
      data-testid="message-button"
      data-custom-id=${custom_id}
      aria-label=${label ?? custom_id}
      ?disabled=${disabled || this.busy}
      @click=${() => tell(this, { kind: 'press', message: this.messageId, customId: custom_id })}
    >
      ${this.busy ? html`<span class="dots"><i></i><i></i><i></i></span>` : words}
    </button>`;
  }
}

/** Unicode only: custom emoji would have to come from Discord. */
export function emojiOf(emoji: WireEmoji | undefined): string {
  return emoji?.id == null ? (emoji?.name ?? '') : '';
}
