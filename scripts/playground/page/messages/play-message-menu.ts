import { css, html, LitElement, nothing } from 'lit';
import type { WireMessage } from '../../protocol.ts';
import { icons } from '../icons.ts';
import { bareButton, floating } from '../look.ts';
import { channelName, findPlace, mayManageMessages } from '../state/place.ts';
import { type Told, tell } from '../tell.ts';
import { isPrivate } from './entries.ts';
import { threadName } from './excerpt.ts';
import type { MessageContext } from './message-context.ts';

/** The bar that appears over a message, and its menu with the message commands under Apps. */
export class PlayMessageMenu extends LitElement {
  static override properties = {
    message: { attribute: false },
    context: { attribute: false },
    open: { type: Boolean },
    section: { state: true },
  };
  declare message: WireMessage;
  declare context: MessageContext;
  declare open: boolean;
  declare section: 'apps' | 'forward' | null;

  static override styles = [
    bareButton,
    floating,
    css`
      :host {
        display: block;
      }
      .bar {
        background: #2b2d31;
        border-radius: 4px;
        box-shadow: 0 0 0 1px rgb(0 0 0 / 20%);
        display: flex;
        font-size: 20px;
      }
      .bar button {
        align-items: center;
        color: #b5bac1;
        display: flex;
        height: 32px;
        justify-content: center;
        width: 34px;
      }
      .bar button:hover {
        background: #404249;
        color: var(--bright);
      }
      .menu {
        min-width: 190px;
        max-height: 60vh;
        overflow-y: auto;
        /* Beside its bar, but of the window: the list of messages would cut it off. */
        position: fixed;
        z-index: 30;
      }
      .menu [role='menuitem'] {
        justify-content: space-between;
      }
      .inner {
        border-left: 2px solid #3f4147;
        margin-left: 8px;
        padding-left: 4px;
      }
      hr {
        border: 0;
        border-top: 1px solid #2e2f34;
        margin: 4px;
      }
    `,
  ];

  constructor() {
    super();
    this.open = false;
    this.section = null;
  }

  override render() {
    const { message } = this;
    // Only what one wrote oneself can be changed, not for instance how a thread begins.
    const mine = message.author.id === this.context.me && (message.type === 0 || message.type === 19);
    return html`<div class="bar" role="toolbar" aria-label="Message actions">
        ${
          isPrivate(message)
            ? nothing
            : html`${mine ? this.#button('Edit', 'message-edit', icons.pencil, { kind: 'edit', message }) : nothing}
            ${this.#button('Reply', 'message-reply', icons.reply, { kind: 'reply', message })}`
        }
        <button
          type="button"
          aria-label="More"
          aria-haspopup="menu"
          aria-expanded=${this.open}
          data-testid="message-more"
          @click=${this.#toggle}
        >
          ${icons.more}
        </button>
      </div>
      ${this.open ? this.#menu(mine) : nothing}`;
  }

  override updated(changed: Map<string, unknown>): void {
    if (!changed.has('open')) return;
    document.removeEventListener('pointerdown', this.#outside);
    document.removeEventListener('keydown', this.#escape);
    if (!this.open) return;
    document.addEventListener('pointerdown', this.#outside);
    document.addEventListener('keydown', this.#escape);
  }

  override disconnectedCallback(): void {
    document.removeEventListener('pointerdown', this.#outside);
    document.removeEventListener('keydown', this.#escape);
    super.disconnectedCallback();
  }

  #button(label: string, testId: string, icon: unknown, told: Told) {
    return html`<button type="button" aria-label=${label} title=${label} data-testid=${testId} @click=${() => tell(this, told)}>
      ${icon}
    </button>`;
  }

  #menu(mine: boolean) {
    const { message, context } = this;
    return html`<div class="menu floating" role="menu" aria-label="Message" style=${this.#place()}>
      ${isPrivate(message) ? this.#item('Dismiss Message', { kind: 'delete', message: message.id }) : this.#public(mine)}
      ${
        !isPrivate(message) && (mine || mayManageMessages(context.guild, context.me))
          ? html`<hr />
              ${this.#item('Delete Message', { kind: 'delete', message: message.id }, 'danger')}`
          : nothing
      }
    </div>`;
  }

  /** Below the bar, or above it in the lower half of the window. */
  #place(): string {
    const { top, bottom, right } = this.getBoundingClientRect();
    const side = `right: ${innerWidth - right}px`;
    return bottom < innerHeight / 2 ? `${side}; top: ${bottom + 4}px` : `${side}; bottom: ${innerHeight - top + 4}px`;
  }

  #public(mine: boolean) {
    const { message, context } = this;
    const threads = context.guild !== null && message.thread === undefined;
    return html`${this.#item('Reply', { kind: 'reply', message })}
      ${mine ? this.#item('Edit Message', { kind: 'edit', message }) : nothing}
      ${
        threads
          ? this.#item('Create Thread', {
              kind: 'create thread',
              name: threadName(message, context),
              message: message.id,
            })
          : nothing
      }
      ${this.#folder('apps', 'Apps', () => this.#apps())} ${this.#folder('forward', 'Forward', () => this.#channels())}`;
  }

  #apps() {
    const { message, context } = this;
    const apps = context.commands.filter((command) => command.type === 3);
    if (apps.length === 0) return html`<div role="menuitem" aria-disabled="true">No apps here</div>`;
    return apps.map(({ name }) => this.#item(name, { kind: 'message command', message: message.id, command: name }));
  }

  #channels() {
    const { message, context } = this;
    const places = (context.world.visible[context.me] ?? []).flatMap((id) => findPlace(context.world, id) ?? []);
    return places.map(({ channel }) =>
      this.#item(`${channel.type === 1 ? '@' : '#'}${channelName(channel, context.world)}`, {
        kind: 'forward',
        message: message.id,
        channel: channel.id,
      }),
    );
  }

  #item(label: string, told: Told, look = '') {
    return html`<button
      type="button"
      role="menuitem"
      class=${look}
      data-testid="menu-item"
      @click=${() => {
        tell(this, told);
        this.#toggle();
      }}
    >
      ${label}
    </button>`;
  }

  #folder(section: 'apps' | 'forward', label: string, content: () => unknown) {
    const open = this.section === section;
    return html`<button
        type="button"
        role="menuitem"
        aria-haspopup="menu"
        aria-expanded=${open}
        data-testid="menu-${section}"
        @click=${() => {
          this.section = open ? null : section;
        }}
      >
        ${label} ${open ? icons.down : icons.right}
      </button>
      ${open ? html`<div class="inner">${content()}</div>` : nothing}`;
  }

  #toggle(): void {
    this.section = null;
    this.dispatchEvent(new CustomEvent('toggle-menu'));
  }

  readonly #outside = (event: PointerEvent): void => {
    if (!event.composedPath().includes(this)) this.#toggle();
  };

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.#toggle();
  };
}
