import { css, html, LitElement } from 'lit';
import { icons } from '../icons.ts';
import { bareButton } from '../look.ts';
import { tell } from '../tell.ts';
import type { Picture } from './picture.ts';

/** One picture over everything else, with its alternative text. */
export class PlayViewer extends LitElement {
  static override properties = { picture: { attribute: false } };
  declare picture: Picture;

  static override styles = [
    bareButton,
    css`
      .shade {
        background: rgb(0 0 0 / 85%);
        display: grid;
        grid-template-rows: 1fr auto;
        inset: 0;
        justify-items: center;
        padding: 40px 24px 24px;
        position: fixed;
        z-index: 100;
      }
      img {
        align-self: center;
        border-radius: 4px;
        max-height: 100%;
        max-width: 100%;
        min-height: 0;
        object-fit: contain;
      }
      .frame {
        align-items: center;
        display: flex;
        justify-content: center;
        min-height: 0;
        min-width: 0;
      }
      .words {
        color: var(--muted);
        font-size: 0.875rem;
        margin-top: 12px;
        max-width: 70ch;
        text-align: center;
      }
      .words b {
        color: var(--bright);
        font-weight: 500;
      }
      a {
        color: var(--link);
      }
      .close {
        color: #fff;
        font-size: 28px;
        position: absolute;
        right: 20px;
        top: 16px;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#escape);
  }

  override disconnectedCallback(): void {
    document.removeEventListener('keydown', this.#escape);
    super.disconnectedCallback();
  }

  override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('.close')?.focus();
  }

  override render() {
    const { src, alt, name, width, height } = this.picture;
    return html`<div
      class="shade"
      role="dialog"
      aria-modal="true"
      aria-label=${name}
      data-testid="viewer"
      @click=${this.#close}
    >
      <div class="frame">
        <img src=${src} alt=${alt ?? ''} @click=${(event: Event) => event.stopPropagation()} />
      </div>
      <div class="words">
        <b>${name}</b> ${width === null ? '' : html`· ${width} × ${height}`} ·
        <a href=${src} target="_blank" @click=${(event: Event) => event.stopPropagation()}>Open the file</a>
        ${alt === null ? '' : html`<div data-testid="viewer-alt">${alt}</div>`}
      </div>
      <button type="button" class="close" aria-label="Close" @click=${this.#close}>${icons.close}</button>
    </div>`;
  }

  #close(): void {
    tell(this, { kind: 'open picture', picture: null });
  }

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.#close();
  };
}
