import { css, html, LitElement } from 'lit';
import { icons } from '../icons.ts';
import { bareButton } from '../look.ts';
import { fileSize } from '../messages/picture.ts';
import type { StagedFile } from './staged-file.ts';

/** Files that wait to be sent, each with alternative text, spoiler and a way out. `files` carries the new list. */
export class PlayTray extends LitElement {
  static override properties = { files: { attribute: false } };
  declare files: readonly StagedFile[];
  readonly #addresses = new Map<File, string>();

  static override styles = [
    bareButton,
    css`
      .tray {
        border-bottom: 1px solid var(--line);
        display: flex;
        gap: 16px;
        overflow-x: auto;
        padding: 16px 12px 12px;
      }
      .card {
        background: #2b2d31;
        border-radius: 4px;
        flex: none;
        padding: 8px;
        position: relative;
        width: 200px;
      }
      .preview {
        align-items: center;
        background: #232428;
        border-radius: 3px;
        color: var(--mention-text);
        display: flex;
        font-size: 60px;
        height: 150px;
        justify-content: center;
        overflow: hidden;
      }
      .preview img {
        max-height: 100%;
        max-width: 100%;
      }
      .spoiler img {
        filter: blur(20px);
      }
      .name {
        font-size: 0.8125rem;
        margin-top: 6px;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      input {
        background: #1e1f22;
        border: 0;
        border-radius: 3px;
        box-sizing: border-box;
        color: var(--text);
        font: 0.75rem var(--font);
        margin-top: 4px;
        padding: 4px 6px;
        width: 100%;
      }
      .tools {
        background: #313338;
        border-radius: 4px;
        box-shadow: 0 1px 3px rgb(0 0 0 / 40%);
        display: flex;
        font-size: 18px;
        position: absolute;
        right: -8px;
        top: -8px;
      }
      .tools button {
        display: flex;
        padding: 6px;
      }
      .tools button:hover {
        color: var(--bright);
      }
      .tools .remove {
        color: var(--red-text);
      }
    `,
  ];

  override disconnectedCallback(): void {
    for (const address of this.#addresses.values()) URL.revokeObjectURL(address);
    this.#addresses.clear();
    super.disconnectedCallback();
  }

  override render() {
    return html`<div class="tray" data-testid="tray">
      ${this.files.map((staged, index) => this.#card(staged, index))}
    </div>`;
  }

  #card(staged: StagedFile, index: number) {
    const { file, spoiler, description } = staged;
    return html`<div class="card ${spoiler ? 'spoiler' : ''}" data-testid="staged-file">
      <div class="preview">
        ${file.type.startsWith('image/') ? html`<img src=${this.#address(file)} alt="" />` : icons.file}
      </div>
      <div class="name" title=${file.name}>${file.name} · ${fileSize(file.size)}</div>
      <input
        aria-label="Description (alt text) of ${file.name}"
        placeholder="Description (alt text)"
        .value=${description}
        @change=${(event: Event) =>
          this.#replace(index, { ...staged, description: (event.target as HTMLInputElement).value })}
      />
      <div class="tools">
        <button
          type="button"
          aria-label="Spoiler ${file.name}"
          aria-pressed=${spoiler}
          @click=${() => this.#replace(index, { ...staged, spoiler: !spoiler })}
        >
          ${icons.eye}
        </button>
        <button
          type="button"
          class="remove"
          aria-label="Remove ${file.name}"
          @click=${() => this.#report(this.files.filter((_, other) => other !== index))}
        >
          ${icons.trash}
        </button>
      </div>
    </div>`;
  }

  #replace(index: number, staged: StagedFile): void {
    this.#report(this.files.map((one, other) => (other === index ? staged : one)));
  }

  #report(files: readonly StagedFile[]): void {
    this.dispatchEvent(new CustomEvent('files', { detail: files }));
  }

  #address(file: File): string {
    const known = this.#addresses.get(file);
    if (known !== undefined) return known;
    const address = URL.createObjectURL(file);
    this.#addresses.set(file, address);
    return address;
  }
}
