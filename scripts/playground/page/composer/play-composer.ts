import { html, LitElement, nothing } from 'lit';
import { icons } from '../icons.ts';
import type { MessageContext } from '../messages/message-context.ts';
import type { Actions } from '../state/actions.ts';
import type { PageState } from '../state/page-state.ts';
import { type CommandDraft, filledOptions, placeFiles, startDraft } from './command-draft.ts';
import type { SlashCommand } from './command-tree.ts';
import { composerStyle } from './composer-style.ts';
import { withMentions } from './mentions.ts';
import { asUploads, filesOf, MOST_FILES, type StagedFile, stage } from './staged-file.ts';

/** Where one writes: messages with files and replies, and slash commands. */
export class PlayComposer extends LitElement {
  static override properties = {
    state: { attribute: false },
    context: { attribute: false },
    actions: { attribute: false },
    name: { attribute: false },
    text: { state: true },
    files: { state: true },
    draft: { state: true },
    dragging: { state: true },
  };
  declare state: PageState;
  declare context: MessageContext;
  declare actions: Actions;
  declare name: string;
  declare text: string;
  declare files: readonly StagedFile[];
  /** The slash command that is being filled in instead of a message. */
  declare draft: CommandDraft | null;
  declare dragging: boolean;

  static override styles = composerStyle;
  #place = '';

  constructor() {
    super();
    this.text = '';
    this.files = [];
    this.draft = null;
    this.dragging = false;
  }

  override willUpdate(changed: Map<string, unknown>): void {
    const before = changed.get('state') as PageState | undefined;
    const { me, channel, editing } = this.state;
    if (this.#place !== `${me}/${channel}`) {
      this.#place = `${me}/${channel}`;
      this.text = '';
      this.files = [];
      this.draft = null;
    }
    if (before !== undefined && before.editing !== editing) this.text = editing?.content ?? '';
  }

  override updated(changed: Map<string, unknown>): void {
    const before = changed.get('state') as PageState | undefined;
    const { replyTo, editing } = this.state;
    if (before === undefined) return;
    const replying = replyTo !== null && replyTo.message.id !== before.replyTo?.message.id;
    if (replying || (editing !== null && editing !== before.editing)) this.#focus();
  }

  override render() {
    const { state, context, actions } = this;
    return html`<div
      class="around ${this.dragging ? 'dragging' : ''}"
      @dragover=${(event: DragEvent) => this.#drag(event, true)}
      @dragleave=${(event: DragEvent) => this.#drag(event, false)}
      @drop=${this.#drop}
      @paste=${this.#paste}
    >
      <play-answer-bar .state=${state} .context=${context} .actions=${actions}></play-answer-bar>
      <div class="box ${state.replyTo === null && state.editing === null ? '' : 'under-bar'}">
        ${
          this.files.length === 0
            ? nothing
            : html`<play-tray
              .files=${this.files}
              @files=${({ detail }: CustomEvent<readonly StagedFile[]>) => {
                this.files = detail;
              }}
            ></play-tray>`
        }
        <div class="line">
          <button
            type="button"
            class="attach"
            aria-label="Upload files"
            data-testid="attach"
            @click=${() => this.renderRoot.querySelector<HTMLInputElement>('.upload')?.click()}
          >
            ${icons.plusCircle}
          </button>
          <input type="file" class="upload" multiple hidden data-testid="composer-files" @change=${this.#chosen} />
          ${this.draft === null ? this.#textField() : this.#commandLine(this.draft)}
        </div>
      </div>
    </div>`;
  }

  #textField() {
    return html`<play-text-field
      .text=${this.text}
      .name=${this.name}
      .context=${this.context}
      ?commands=${this.state.editing === null}
      @text=${({ detail }: CustomEvent<string>) => {
        this.text = detail;
      }}
      @begin=${({ detail }: CustomEvent<SlashCommand>) => this.#begin(detail)}
      @send=${() => void this.#send()}
      @escape=${() => (this.state.editing === null ? this.actions.reply(null) : this.actions.edit(null))}
    ></play-text-field>`;
  }

  #commandLine(draft: CommandDraft) {
    return html`<play-command-line
      .draft=${draft}
      .context=${this.context}
      .complete=${this.actions.complete}
      @draft=${({ detail }: CustomEvent<CommandDraft>) => {
        this.draft = detail;
      }}
      @leave=${() => this.#empty()}
      @run=${({ detail }: CustomEvent<CommandDraft>) => void this.#run(detail)}
    ></play-command-line>`;
  }

  #begin(command: SlashCommand): void {
    const waiting = this.files.map(({ file }) => file);
    this.draft = placeFiles(startDraft(command), waiting);
    this.files = [];
    this.text = '';
  }

  async #send(): Promise<void> {
    const content = withMentions(this.text.trim(), this.context);
    const { editing, replyTo, channel } = this.state;
    if (content === '' && this.files.length === 0) return;
    if (editing !== null) {
      const changed = await this.actions.perform({ act: 'edit message', message: editing.id, content });
      if (changed.ok) this.actions.edit(null);
      return;
    }
    const { text, files } = this;
    const { references, parts } = asUploads(files, 'file');
    const reply = { replyTo: replyTo?.message.id ?? null, ping: replyTo?.ping ?? true };
    // Emptied before the answer: a second Enter in haste is not a second message.
    this.#empty();
    const answer = await this.actions.perform(
      { act: 'send message', channel, content, files: references, ...reply },
      parts,
    );
    if (answer.ok) {
      this.actions.reply(null);
    } else if (this.text === '' && this.files.length === 0) {
      this.text = text;
      this.files = files;
    }
  }

  async #run(draft: CommandDraft): Promise<void> {
    const { options, files } = filledOptions(draft);
    const act = { act: 'run command', channel: this.state.channel, command: draft.command.name, options } as const;
    const answer = await this.actions.perform(act, files);
    if (answer.ok && this.draft === draft) this.#empty();
  }

  #empty(): void {
    this.draft = null;
    this.text = '';
    this.files = [];
    this.#focus();
  }

  #focus(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector('play-text-field')?.focus());
  }

  #take(files: readonly File[]): void {
    if (files.length === 0) return;
    if (this.draft === null) this.files = [...this.files, ...stage(files)].slice(0, MOST_FILES);
    else this.draft = placeFiles(this.draft, files);
  }

  #drag(event: DragEvent, over: boolean): void {
    if (over) event.preventDefault();
    this.dragging = over;
  }

  #drop(event: DragEvent): void {
    event.preventDefault();
    this.dragging = false;
    this.#take(filesOf(event.dataTransfer));
  }

  #paste(event: ClipboardEvent): void {
    const files = filesOf(event.clipboardData);
    if (files.length === 0) return;
    event.preventDefault();
    this.#take(files);
  }

  #chosen(event: Event): void {
    const input = event.target as HTMLInputElement;
    this.#take([...(input.files ?? [])]);
    input.value = '';
  }
}
