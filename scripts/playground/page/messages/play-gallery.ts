import { css, html, LitElement } from 'lit';
import { bareButton } from '../look.ts';
import { tell } from '../tell.ts';
import type { Picture } from './picture.ts';

/** One picture as large as it fits, or several as tiles, as Discord lays them out. */
export class PlayGallery extends LitElement {
  static override properties = {
    pictures: { attribute: false },
    /** As a square, whatever its own size. */
    thumbnail: { type: Boolean },
    revealed: { state: true },
  };
  declare pictures: readonly Picture[];
  declare thumbnail: boolean;
  declare revealed: ReadonlySet<string>;

  static override styles = [
    bareButton,
    css`
      :host {
        display: block;
        margin: 4px 0;
        max-width: 550px;
      }
      .tiles {
        border-radius: 8px;
        display: grid;
        gap: 4px;
        overflow: hidden;
        width: fit-content;
        max-width: 100%;
      }
      .tiles.many {
        grid-template-columns: repeat(6, 1fr);
        width: 100%;
      }
      .tile {
        display: block;
        grid-column: span 2;
        overflow: hidden;
        position: relative;
      }
      .half {
        grid-column: span 3;
      }
      .whole {
        grid-column: span 6;
      }
      .tile button {
        cursor: zoom-in;
        display: block;
        height: 100%;
        width: 100%;
      }
      .many .tile {
        aspect-ratio: 1;
      }
      img {
        background: #2b2d31;
        display: block;
        height: 100%;
        object-fit: cover;
        width: 100%;
      }
      .one img {
        height: auto;
        max-height: 350px;
        max-width: 100%;
        object-fit: contain;
        width: auto;
      }
      .alt {
        background: rgb(0 0 0 / 70%);
        border-radius: 4px;
        bottom: 8px;
        color: #fff;
        cursor: help;
        font-size: 0.6875rem;
        font-weight: 700;
        left: 8px;
        line-height: 1;
        padding: 4px 5px;
        position: absolute;
      }
      .hidden img {
        filter: blur(40px);
      }
      .hidden::after {
        background: rgb(0 0 0 / 80%);
        border-radius: 20px;
        color: #fff;
        content: 'SPOILER';
        font-size: 0.9375rem;
        font-weight: 700;
        left: 50%;
        padding: 6px 12px;
        pointer-events: none;
        position: absolute;
        top: 50%;
        transform: translate(-50%, -50%);
      }
    `,
  ];

  constructor() {
    super();
    this.pictures = [];
    this.thumbnail = false;
    this.revealed = new Set();
  }

  override render() {
    const many = this.pictures.length > 1 || this.thumbnail;
    return html`<div class="tiles ${many ? 'many' : 'one'}" data-testid="gallery">
      ${this.pictures.map((picture, index) => this.#tile(picture, index))}
    </div>`;
  }

  #tile(picture: Picture, index: number) {
    const hidden = picture.spoiler && !this.revealed.has(picture.src);
    const width = this.thumbnail ? 'whole' : isHalf(this.pictures.length, index) ? 'half' : '';
    return html`<div class="tile ${width} ${hidden ? 'hidden' : ''}">
      <button
        type="button"
        aria-label=${hidden ? 'Show the spoiler' : `Open ${picture.name}`}
        @click=${() => (hidden ? this.#reveal(picture) : tell(this, { kind: 'open picture', picture }))}
      >
        <img
          data-testid="picture"
          src=${picture.src}
          alt=${picture.alt ?? ''}
          title=${picture.alt ?? picture.name}
          width=${picture.width ?? ''}
          height=${picture.height ?? ''}
        />
      </button>
      ${
        picture.alt === null || hidden
          ? ''
          : html`<span class="alt" title=${picture.alt} data-testid="alt-badge">ALT</span>`
      }
    </div>`;
  }

  #reveal(picture: Picture): void {
    this.revealed = new Set(this.revealed).add(picture.src);
  }
}

/** Two halves in a row for pairs, and for what three per row leave over. */
function isHalf(count: number, index: number): boolean {
  if (count === 2 || count === 4) return true;
  return count % 3 === 2 && index < 2;
}
