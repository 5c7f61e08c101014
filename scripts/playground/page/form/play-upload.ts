import { css, html, LitElement, nothing } from 'lit';
import type { WireComponent } from '../../protocol.ts';
import { acceptOf } from '../composer/accepted-files.ts';
import { filesOf, type StagedFile, stage } from '../composer/staged-file.ts';
import { icons } from '../icons.ts';
import { bareButton } from '../look.ts';
import { fileSize } from '../messages/picture.ts';

/** A form's place for files: drop, paste or choose. `files` carries the new list. */
export class PlayUpload extends LitElement {
  static override properties = {
    label: { attribute: false },
    component: { attribute: false },
    files: { attribute: false },
  };
  declare label: string;
  declare component: WireComponent;
  declare files: readonly StagedFile[];

  static override styles = [
    bareButton,
    css`
      .drop {
        align-items: center;
        background: #1e1f22;
        border: 1px dashed #4e5058;
        border-radius: 4px;
        color: var(--muted);
        display: flex;
        flex-direction: column;
        font-size: 0.875rem;
        gap: 4px;
        padding: 14px;
        text-align: center;
        width: 100%;
      }
      .drop:hover {
        border-color: var(--blurple);
      }
      .drop svg {
        color: var(--mention-text);
        font-size: 26px;
      }
      .drop b {
        color: var(--text);
        font-weight: 500;
      }
      .file {
        align-items: center;
        background: #1e1f22;
        border-radius: 4px;
        display: flex;
        font-size: 0.875rem;
        gap: 8px;
        margin-top: 6px;
        padding: 6px 10px;
      }
      .file span {
        flex: 1;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .file button {
        color: var(--red-text);
        display: flex;
        font-size: 18px;
      }
    `,
  ];

  override render() {
    const { max_values: most = 1, min_values: least = 1, custom_id: id = '' } = this.component;
    return html`<button
        type="button"
        class="drop"
        aria-label="${this.label}: choose files"
        @click=${() => this.renderRoot.querySelector('input')?.click()}
        @dragover=${(event: DragEvent) => event.preventDefault()}
        @drop=${(event: DragEvent) => {
          event.preventDefault();
          this.#take(filesOf(event.dataTransfer));
        }}
      >
        ${icons.upload}<b>Drop files here or browse</b>
        <span>${least === most ? `Exactly ${most}` : `Up to ${most}`} ${most === 1 ? 'file' : 'files'}</span>
      </button>
      <input
        type="file"
        hidden
        ?multiple=${most > 1}
        accept=${acceptOf(this.component.file_types) ?? nothing}
        data-testid="field-file-${id}"
        @change=${(event: Event) => {
          const input = event.target as HTMLInputElement;
          this.#take([...(input.files ?? [])]);
          input.value = '';
        }}
      />
      ${this.files.map(
        ({ file }, index) => html`<div class="file" data-testid="form-file">
          ${icons.picture}<span>${file.name} · ${fileSize(file.size)}</span>
          <button
            type="button"
            aria-label="Remove ${file.name}"
            @click=${() => this.#report(this.files.filter((_, other) => other !== index))}
          >
            ${icons.trash}
          </button>
        </div>`,
      )}`;
  }

  #take(files: readonly File[]): void {
    this.#report([...this.files, ...stage(files)].slice(-(this.component.max_values ?? 1)));
  }

  #report(files: readonly StagedFile[]): void {
    this.dispatchEvent(new CustomEvent('files', { detail: files }));
  }
}
