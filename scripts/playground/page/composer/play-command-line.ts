import { html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { botAvatar } from '../assets.ts';
import { icons } from '../icons.ts';
import type { MessageContext } from '../messages/message-context.ts';
import type { Actions } from '../state/actions.ts';
import {
  type CommandDraft,
  missing,
  optionOf,
  optionsLeft,
  plainOptions,
  removeOption,
  setValue,
  textOf,
} from './command-draft.ts';
import { commandKey, stepItem } from './command-key.ts';
import { commandLineStyle } from './command-line-style.ts';
import { type CommandList, commandList, type Focus } from './command-list.ts';
import { createCompleter } from './completer.ts';

/** A slash command being filled in, as Discord does it: pills in one line, choices in a list above. */
export class PlayCommandLine extends LitElement {
  static override properties = {
    draft: { attribute: false },
    context: { attribute: false },
    complete: { attribute: false },
    at: { state: true },
    active: { state: true },
    closed: { state: true },
    typed: { state: true },
    tried: { state: true },
  };
  declare draft: CommandDraft;
  declare context: MessageContext;
  declare complete: Actions['complete'];
  declare at: Focus;
  declare active: number;
  /** The list above was closed for now. */
  declare closed: boolean;
  declare typed: string;
  /** It was sent once with something missing. */
  declare tried: boolean;

  static override styles = commandLineStyle;
  readonly #completer = createCompleter(() => this.requestUpdate());

  constructor() {
    super();
    this.at = { at: 'end' };
    this.active = 0;
    this.closed = false;
    this.typed = '';
    this.tried = false;
  }

  override firstUpdated(): void {
    this.focusNext();
  }

  override disconnectedCallback(): void {
    this.#completer.stop();
    super.disconnectedCallback();
  }

  /** To the first required option without a value, else to the end. */
  focusNext(): void {
    const [name] = missing(this.draft);
    void this.#focus(name === undefined ? { at: 'end' } : { at: 'option', name });
  }

  override render() {
    const { draft } = this;
    const left = optionsLeft(draft).length;
    const wanting = this.tried ? missing(draft) : [];
    return html`${this.#picker()}
      <div class="line" data-testid="command-line" data-command=${draft.command.name} @keydown=${this.#key}>
        <img src=${botAvatar} alt="" />
        <span class="command" data-testid="command-name">/${draft.command.name}</span>
        ${repeat(
          draft.shown,
          (name) => name,
          (name) => this.#option(name, wanting.includes(name)),
        )}
        <input
          class="end"
          aria-label="More options"
          data-testid="more-options"
          placeholder=${left > 0 ? `+${left} optional` : ''}
          .value=${this.typed}
          @focus=${() => this.#arrive({ at: 'end' })}
          @input=${(event: Event) => {
            this.typed = (event.target as HTMLInputElement).value;
            this.active = this.typed === '' ? -1 : 0;
            this.closed = false;
          }}
        />
        <button type="button" class="leave" aria-label="Leave the command" @click=${() => this.#leave()}>
          ${icons.close}
        </button>
      </div>`;
  }

  #option(name: string, wanting: boolean) {
    return html`<play-option
      data-option=${name}
      .option=${optionOf(this.draft, name)}
      .value=${this.draft.values.get(name)}
      ?missing=${wanting}
      @option-focus=${() => this.#arrive({ at: 'option', name })}
      @option-text=${({ detail }: CustomEvent<string>) => this.#type(name, detail)}
      @option-file=${({ detail }: CustomEvent<File>) => {
        this.#change(setValue(this.draft, name, { kind: 'file', file: detail }));
        this.focusNext();
      }}
    ></play-option>`;
  }

  #picker() {
    const list = this.#list();
    const items = this.closed ? [] : list.items;
    if (list.kind === 'option-picker' && items.length === 0) return nothing;
    return html`<play-picker
      kind=${list.kind}
      heading=${list.heading}
      about=${list.about}
      empty=${this.closed ? '' : list.empty}
      .items=${items}
      .active=${this.active}
      @pick=${({ detail }: CustomEvent<number>) => this.#pick(detail)}
    ></play-picker>`;
  }

  #list(): CommandList {
    const { draft, typed, context } = this;
    return commandList({ draft, typed, context, focus: this.at, completing: this.#completer.current() });
  }

  #pick(index: number): void {
    const picked = this.#list().pick(index);
    if (picked === null) return;
    const added = picked.shown.length > this.draft.shown.length ? picked.shown.at(-1) : undefined;
    this.typed = '';
    this.#change(picked);
    if (added === undefined) this.focusNext();
    else void this.#focus({ at: 'option', name: added });
  }

  #type(name: string, text: string): void {
    this.#change(setValue(this.draft, name, { kind: 'text', text }));
    this.closed = false;
    this.active = 0;
    this.#ask(name, text);
  }

  #ask(name: string, value: string): void {
    if (optionOf(this.draft, name)?.autocomplete !== true) return;
    const { [name]: _focused, ...options } = plainOptions(this.draft);
    this.#completer.ask(() => this.complete({ command: this.draft.command.name, focused: name, value, options }));
  }

  /** A field has got the keyboard. */
  #arrive(focus: Focus): void {
    if (focus.at === 'option' && this.at.at === 'option' && this.at.name === focus.name) return;
    this.at = focus;
    this.active = focus.at === 'end' ? -1 : 0;
    this.closed = false;
    if (focus.at === 'option') this.#ask(focus.name, textOf(this.draft.values.get(focus.name)));
  }

  async #focus(focus: Focus): Promise<void> {
    await this.updateComplete;
    const selector = focus.at === 'end' ? '.end' : `[data-option="${focus.name}"]`;
    const found = this.renderRoot.querySelector<LitElement | HTMLElement>(selector);
    if (found instanceof LitElement) await found.updateComplete;
    found?.focus();
  }

  #change(draft: CommandDraft): void {
    this.draft = draft;
    this.dispatchEvent(new CustomEvent('draft', { detail: draft }));
  }

  #leave(): void {
    this.dispatchEvent(new CustomEvent('leave'));
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const items = this.closed ? 0 : this.#list().items.length;
    const meaning = commandKey(event, { items, active: this.active, empty: this.#isEmpty() });
    if (meaning === null) return;
    event.preventDefault();
    switch (meaning) {
      case 'next item':
      case 'item before':
        this.active = stepItem(this.active, items, meaning);
        break;
      case 'pick':
        this.#pick(this.active);
        break;
      case 'run':
        this.#run();
        break;
      case 'close list':
        this.closed = true;
        break;
      case 'leave':
        this.#leave();
        break;
      case 'back':
        this.#back();
        break;
      default:
        meaning satisfies never;
    }
  }

  #isEmpty(): boolean {
    if (this.at.at === 'end') return this.typed === '';
    const value = this.draft.values.get(this.at.name);
    return value === undefined || value.kind === 'file';
  }

  /** Backspace where nothing stands: the option before goes, and at last the command. */
  #back(): void {
    const last = this.draft.shown.at(-1);
    if (this.at.at === 'end' && last !== undefined) {
      void this.#focus({ at: 'option', name: last });
      return;
    }
    const without = this.at.at === 'option' ? removeOption(this.draft, this.at.name) : this.draft;
    if (without.shown.length === this.draft.shown.length && without.values.size === 0) {
      this.#leave();
      return;
    }
    this.#change(without);
    void this.#focus({ at: 'end' });
  }

  #run(): void {
    this.tried = true;
    if (missing(this.draft).length > 0) this.focusNext();
    else {
      // The list would stand before a word of refusal.
      this.closed = true;
      this.dispatchEvent(new CustomEvent('run', { detail: this.draft }));
    }
  }
}
