import { css, html, LitElement, nothing } from 'lit';
import { icons } from '../icons.ts';
import { bareButton, floating } from '../look.ts';
import type { SelectChoice } from './select-choices.ts';

const MOST_HEIGHT = 260;
/** Of the composer, or a form's buttons. */
const ROOM_BELOW = 90;

/**
 * A select as Discord draws it. `change` carries the values: at once for a single one; for several on closing, which going
 * elsewhere does too.
 */
export class PlaySelect extends LitElement {
  static override properties = {
    choices: { attribute: false },
    label: { type: String },
    placeholder: { type: String },
    min: { type: Number },
    max: { type: Number },
    disabled: { type: Boolean },
    open: { state: true },
    upwards: { state: true },
    values: { state: true },
  };
  declare choices: readonly SelectChoice[];
  declare label: string;
  declare placeholder: string;
  declare min: number;
  declare max: number;
  declare disabled: boolean;
  declare open: boolean;
  /** Where there is no room below. */
  declare upwards: boolean;
  declare values: readonly string[] | null;
  #opened: readonly string[] = [];

  static override styles = [
    bareButton,
    floating,
    css`
      :host {
        display: block;
        max-width: 400px;
        min-width: 240px;
        position: relative;
      }
      .box {
        align-items: center;
        background: #1e1f22;
        border: 1px solid #1a1b1e;
        border-radius: 4px;
        box-sizing: border-box;
        display: flex;
        gap: 8px;
        min-height: 40px;
        padding: 6px 10px;
        width: 100%;
      }
      .box:disabled {
        cursor: not-allowed;
        opacity: 0.5;
      }
      .words {
        flex: 1;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .empty {
        color: var(--muted);
      }
      .floating {
        background: #2b2d31;
        left: 0;
        margin-top: 2px;
        max-height: 260px;
        overflow-y: auto;
        position: absolute;
        right: 0;
        z-index: 20;
      }
      .upwards {
        bottom: 100%;
        margin-bottom: 2px;
      }
      .about {
        color: var(--muted);
        display: block;
        font-size: 0.75rem;
      }
      [role='option'] {
        justify-content: space-between;
        padding: 6px 8px !important;
      }
    `,
  ];

  constructor() {
    super();
    this.choices = [];
    this.label = '';
    this.placeholder = '';
    this.min = 1;
    this.max = 1;
    this.disabled = false;
    this.open = false;
    this.upwards = false;
    this.values = null;
    this.addEventListener('focusout', () => this.#close());
    this.addEventListener('keydown', this.#key);
  }

  override updated(changed: Map<string, unknown>): void {
    if (!changed.has('open')) return;
    document.removeEventListener('pointerdown', this.#outside);
    if (this.open) document.addEventListener('pointerdown', this.#outside);
  }

  override disconnectedCallback(): void {
    document.removeEventListener('pointerdown', this.#outside);
    super.disconnectedCallback();
  }

  override render() {
    const chosen = this.#chosen();
    const words = this.choices.filter((choice) => chosen.includes(choice.value)).map((choice) => choice.label);
    return html`<button
        type="button"
        class="box"
        role="combobox"
        data-testid="select"
        aria-label=${this.label || this.placeholder}
        aria-expanded=${this.open}
        ?disabled=${this.disabled}
        @click=${() => this.#toggle()}
      >
        <span class="words ${words.length === 0 ? 'empty' : ''}">
          ${words.length === 0 ? this.placeholder || 'Make a selection' : words.join(', ')}
        </span>
        ${icons.down}
      </button>
      ${
        this.open
          ? html`<div class="floating ${this.upwards ? 'upwards' : ''}" role="listbox" aria-label=${this.label} aria-multiselectable=${this.max > 1}>
            ${this.choices.map((choice) => this.#option(choice, chosen))}
          </div>`
          : nothing
      }`;
  }

  #option(choice: SelectChoice, chosen: readonly string[]) {
    const selected = chosen.includes(choice.value);
    return html`<button
      type="button"
      role="option"
      data-testid="select-option"
      data-value=${choice.value}
      aria-selected=${selected}
      @click=${() => this.#pick(choice.value)}
    >
      <span>${choice.label}${choice.description === null ? '' : html`<span class="about">${choice.description}</span>`}</span>
      ${selected ? icons.check : ''}
    </button>`;
  }

  #chosen(): readonly string[] {
    return this.values ?? this.choices.filter((choice) => choice.chosen).map((choice) => choice.value);
  }

  #pick(value: string): void {
    const chosen = this.#chosen();
    if (this.max > 1) {
      const without = chosen.filter((one) => one !== value);
      this.values = without.length < chosen.length ? without : [...chosen, value].slice(0, this.max);
      return;
    }
    const again = chosen.includes(value) && this.min === 0;
    this.values = again ? [] : [value];
    this.#box()?.focus();
    this.open = false;
    this.#report();
  }

  #toggle(): void {
    if (this.open) {
      this.#close();
      return;
    }
    this.open = true;
    this.#opened = this.#chosen();
    const { top, bottom } = this.getBoundingClientRect();
    const wanted = Math.min(MOST_HEIGHT, this.choices.length * 46 + 24);
    this.upwards = innerHeight - bottom < wanted + ROOM_BELOW && top > wanted;
  }

  /** What is chosen one by one is told only now, if it is not what it was. */
  #close(): void {
    if (!this.open) return;
    this.open = false;
    if (this.max > 1 && this.#chosen().join('\n') !== this.#opened.join('\n')) this.#report();
  }

  readonly #outside = (event: PointerEvent): void => {
    if (!event.composedPath().includes(this)) this.#close();
  };

  /** Arrows open it and go through it; Escape closes it, and not the form around it. */
  readonly #key = async (event: KeyboardEvent): Promise<void> => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined && !(event.key === 'Escape' && this.open)) return;
    event.preventDefault();
    event.stopPropagation();
    if (step === undefined) {
      this.#box()?.focus();
      this.#close();
      return;
    }
    if (!this.open) this.#toggle();
    await this.updateComplete;
    const options = [...this.renderRoot.querySelectorAll<HTMLElement>('[role="option"]')];
    const at = options.findIndex((option) => option.matches(':focus'));
    options[Math.min(options.length - 1, Math.max(0, at + step))]?.focus();
  };

  #box(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.box');
  }

  #report(): void {
    this.dispatchEvent(new CustomEvent('change', { detail: this.#chosen() }));
  }
}
