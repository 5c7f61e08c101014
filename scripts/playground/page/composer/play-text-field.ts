import { css, html, LitElement, nothing } from 'lit';
import { botAvatar } from '../assets.ts';
import { faceOf, type MessageContext } from '../messages/message-context.ts';
import { matchCommands, type SlashCommand, slashCommands, typedOut } from './command-tree.ts';
import { type Mentionable, matchPeople, mentionAt } from './mentions.ts';
import type { PickerItem } from './play-picker.ts';

/**
 * Where a message is typed. A slash at the beginning offers commands, an `@` people. Tells `text`, `send`, `escape`, and
 * `begin` with the command that was chosen.
 */
export class PlayTextField extends LitElement {
  static override properties = {
    text: { attribute: false },
    name: { attribute: false },
    context: { attribute: false },
    /** Whether a slash begins a command: not while a message is being changed. */
    commands: { type: Boolean },
    active: { state: true },
  };
  declare text: string;
  declare name: string;
  declare context: MessageContext;
  declare commands: boolean;
  declare active: number;

  static override styles = css`
    :host {
      display: flex;
      flex: 1;
      min-width: 0;
    }
    textarea {
      background: none;
      border: 0;
      color: var(--text);
      field-sizing: content;
      flex: 1;
      font: inherit;
      max-height: 40vh;
      min-height: 22px;
      min-width: 0;
      outline: 0;
      padding: 11px 16px 11px 0;
      resize: none;
    }
    textarea::placeholder {
      color: #6d6f78;
    }
  `;

  constructor() {
    super();
    this.text = '';
    this.active = 0;
    this.commands = false;
  }

  override focus(): void {
    this.renderRoot.querySelector('textarea')?.focus();
  }

  override render() {
    return html`${this.#picker()}
      <textarea
        rows="1"
        data-testid="composer"
        aria-label="Message ${this.name}"
        placeholder="Message ${this.name}"
        .value=${this.text}
        @input=${(event: Event) => this.#type((event.target as HTMLTextAreaElement).value)}
        @keydown=${this.#key}
      ></textarea>`;
  }

  #picker() {
    const commands = this.#matchingCommands();
    if (commands !== null) {
      return html`<play-picker
        kind="command-picker"
        heading=${faceOf(this.context.world.bot, this.context).name}
        empty="No command matches."
        .items=${commands.map(commandItem)}
        .active=${this.active}
        @pick=${({ detail }: CustomEvent<number>) => this.#begin(commands[detail])}
      ></play-picker>`;
    }
    const people = this.#people();
    if (people.length === 0) return nothing;
    return html`<play-picker
      kind="mention-picker"
      heading="Members"
      .items=${people.map((one) => ({ id: one.id, label: one.name, detail: '', aside: one.kind, image: one.avatar }))}
      .active=${this.active}
      @pick=${({ detail }: CustomEvent<number>) => this.#mention(people[detail])}
    ></play-picker>`;
  }

  #slash(): readonly SlashCommand[] {
    return slashCommands(this.context.commands);
  }

  /** Null where no command is being typed. */
  #matchingCommands(): readonly SlashCommand[] | null {
    if (!this.commands || !/^\/[^\n]*$/.test(this.text)) return null;
    return matchCommands(this.#slash(), this.text.slice(1));
  }

  #people(): readonly Mentionable[] {
    const typed = mentionAt(this.text);
    return typed === null ? [] : matchPeople(this.context, typed);
  }

  #type(text: string): void {
    this.active = 0;
    const command = this.commands ? typedOut(this.#slash(), text) : null;
    if (command === null) this.#tell('text', text);
    else this.#begin(command);
  }

  #begin(command: SlashCommand | undefined): void {
    if (command !== undefined) this.#tell('begin', command);
  }

  #mention(one: Mentionable | undefined): void {
    if (one !== undefined) this.#tell('text', this.text.replace(/@[^@\s]*$/, `@${one.name} `));
  }

  #tell(name: 'text' | 'begin' | 'send' | 'escape', detail: unknown = null): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const commands = this.#matchingCommands();
    const people = commands === null ? this.#people() : [];
    const count = (commands ?? people).length;
    if (count > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      this.active = (this.active + (event.key === 'ArrowDown' ? 1 : -1) + count) % count;
    } else if (count > 0 && (event.key === 'Enter' || event.key === 'Tab')) {
      if (commands === null) this.#mention(people[this.active]);
      else this.#begin(commands[this.active]);
    } else if (event.key === 'Escape') {
      this.#tell('escape');
    } else if (event.key === 'Enter' && !event.shiftKey) {
      this.#tell('send');
    } else {
      return;
    }
    event.preventDefault();
  }
}

function commandItem(command: SlashCommand): PickerItem {
  const names = command.options.map((option) => option.name).slice(0, 4);
  const more = command.options.length > names.length ? ` +${command.options.length - names.length}` : '';
  return {
    id: command.name,
    label: `/${command.name}`,
    detail: command.description,
    aside: names.join('  ') + more,
    image: botAvatar,
  };
}
