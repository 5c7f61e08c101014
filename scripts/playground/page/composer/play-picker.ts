import { css, html, LitElement, nothing } from 'lit';
import { floating } from '../look.ts';

export interface PickerItem {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  /** Small, at the right. */
  readonly aside: string;
  readonly image: string | null;
}

/** The list over the composer: commands, options, choices, people. The composer keeps the keyboard. */
export class PlayPicker extends LitElement {
  static override properties = {
    items: { attribute: false },
    active: { type: Number },
    heading: { type: String },
    about: { type: String },
    empty: { type: String },
    kind: { type: String },
  };
  declare items: readonly PickerItem[];
  declare active: number;
  declare heading: string;
  declare about: string;
  declare empty: string;
  declare kind: string;

  static override styles = [
    floating,
    css`
      .floating {
        background: #2b2d31;
        bottom: calc(100% + 8px);
        left: 0;
        max-height: 420px;
        overflow-y: auto;
        position: absolute;
        right: 0;
        z-index: 40;
      }
      h3 {
        color: var(--muted);
        font-size: 0.75rem;
        font-weight: 700;
        letter-spacing: 0.02em;
        margin: 6px 8px;
        text-transform: uppercase;
      }
      h3.named {
        color: var(--bright);
        font-size: 0.875rem;
        text-transform: none;
      }
      h3 span {
        color: var(--muted);
        font-weight: 400;
        padding-left: 8px;
      }
      [role='option'] {
        min-height: 40px !important;
      }
      img {
        border-radius: 50%;
        height: 28px;
        width: 28px;
      }
      .words {
        flex: 1;
        min-width: 0;
      }
      .label {
        color: var(--bright);
        font-weight: 500;
      }
      .detail {
        color: var(--muted);
        display: block;
        font-size: 0.75rem;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .aside {
        color: var(--muted);
        font-size: 0.75rem;
      }
      .empty {
        color: var(--muted);
        font-size: 0.875rem;
        padding: 8px;
      }
    `,
  ];

  constructor() {
    super();
    this.items = [];
    this.active = 0;
    this.heading = '';
    this.about = '';
    this.empty = '';
    this.kind = 'picker';
  }

  override updated(changed: Map<string, unknown>): void {
    if (changed.has('active')) {
      this.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
    }
  }

  override render() {
    return html`<div class="floating" role="listbox" aria-label=${this.heading} data-testid=${this.kind}>
      <h3 class=${this.about === '' ? '' : 'named'}>${this.heading}<span>${this.about}</span></h3>
      ${this.items.map((item, index) => this.#item(item, index))}
      ${this.items.length === 0 && this.empty !== '' ? html`<div class="empty" data-testid="empty">${this.empty}</div>` : nothing}
    </div>`;
  }

  #item(item: PickerItem, index: number) {
    return html`<div
      role="option"
      data-testid="${this.kind}-item"
      data-id=${item.id}
      aria-selected=${index === this.active}
      @mousedown=${(event: MouseEvent) => {
        event.preventDefault();
        this.dispatchEvent(new CustomEvent('pick', { detail: index }));
      }}
    >
      ${item.image === null ? nothing : html`<img src=${item.image} alt="" />`}
      <span class="words"
        ><span class="label">${item.label}</span
        >${item.detail === '' ? nothing : html`<span class="detail">${item.detail}</span>`}</span
      >
      <span class="aside">${item.aside}</span>
    </div>`;
  }
}
