import { css, html, LitElement, nothing } from 'lit';
import type { WireCommandOption } from '../../protocol.ts';
import { icons } from '../icons.ts';
import { bareButton } from '../look.ts';
import { acceptOf } from './accepted-files.ts';
import { ATTACHMENT, type DraftValue, textOf } from './command-draft.ts';

/** One option of a command being filled in: its name and a field, or a place to drop a file. */
export class PlayOption extends LitElement {
  static override properties = {
    option: { attribute: false },
    value: { attribute: false },
    missing: { type: Boolean },
  };
  declare option: WireCommandOption;
  declare value: DraftValue | undefined;
  declare missing: boolean;

  static override styles = [
    bareButton,
    css`
      :host {
        display: inline-flex;
        max-width: 100%;
      }
      .pill {
        background: #1e1f22;
        border: 1px solid transparent;
        border-radius: 4px;
        display: inline-flex;
        max-width: 100%;
        overflow: hidden;
      }
      .pill:focus-within {
        border-color: #006ce7;
      }
      .missing {
        border-color: var(--red) !important;
      }
      .name {
        background: #111214;
        color: var(--text);
        flex: none;
        font-size: 0.9375rem;
        padding: 1px 6px;
      }
      textarea {
        background: none;
        border: 0;
        color: var(--bright);
        field-sizing: content;
        font: inherit;
        max-height: 140px;
        max-width: 46vw;
        min-width: 26px;
        outline: 0;
        padding: 1px 6px;
        resize: none;
      }
      .file {
        align-items: center;
        display: flex;
        gap: 8px;
        padding: 1px 8px;
      }
      .file svg {
        color: var(--muted);
        font-size: 18px;
      }
      .file .chosen {
        color: var(--bright);
      }
      .hint {
        color: var(--muted);
      }
    `,
  ];

  constructor() {
    super();
    this.missing = false;
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('textarea, .file')?.focus();
  }

  override render() {
    const { name } = this.option;
    return html`<span class="pill ${this.missing ? 'missing' : ''}" data-testid="option-${name}">
      <span class="name" title=${this.option.description}>${name}</span>
      ${this.option.type === ATTACHMENT ? this.#file(name) : this.#text(name)}
    </span>`;
  }

  #text(name: string) {
    return html`<textarea
      rows="1"
      aria-label=${name}
      aria-invalid=${this.missing}
      data-testid="option-input-${name}"
      .value=${textOf(this.value)}
      @focus=${() => this.dispatchEvent(new CustomEvent('option-focus'))}
      @input=${(event: Event) =>
        this.dispatchEvent(new CustomEvent('option-text', { detail: (event.target as HTMLTextAreaElement).value }))}
    ></textarea>`;
  }

  #file(name: string) {
    const chosen = this.value?.kind === 'file' ? this.value.file : null;
    return html`<button
        type="button"
        class="file"
        data-testid="option-file-button-${name}"
        aria-label="File for ${name}"
        @focus=${() => this.dispatchEvent(new CustomEvent('option-focus'))}
        @click=${() => this.renderRoot.querySelector<HTMLInputElement>('input')?.click()}
      >
        ${chosen === null ? icons.upload : icons.picture}
        ${
          chosen === null
            ? html`<span class="hint">Drop, paste or choose a file</span>`
            : html`<span class="chosen">${chosen.name}</span>`
        }
      </button>
      <input
        type="file"
        hidden
        data-testid="option-file-${name}"
        accept=${acceptOf(this.option.file_types) ?? nothing}
        @change=${(event: Event) => {
          const input = event.target as HTMLInputElement;
          const [file] = input.files ?? [];
          if (file !== undefined) this.dispatchEvent(new CustomEvent('option-file', { detail: file }));
          input.value = '';
        }}
      />`;
  }
}
