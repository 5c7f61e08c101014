import { css, html, LitElement, nothing } from 'lit';
import type { WireUser } from '../../protocol.ts';
import { icons } from '../icons.ts';
import { bareButton, floating } from '../look.ts';
import { faceOf } from '../messages/message-context.ts';
import type { PageState } from '../state/page-state.ts';
import { findPlace, memberOf, peopleOf, userOf } from '../state/place.ts';
import { tell } from '../tell.ts';

/** Who one is, at the lower left; a press offers the others. */
export class PlayMe extends LitElement {
  static override properties = { state: { attribute: false }, open: { state: true } };
  declare state: PageState;
  declare open: boolean;

  static override styles = [
    bareButton,
    floating,
    css`
      :host {
        display: block;
        position: relative;
      }
      .me {
        align-items: center;
        background: var(--side-foot);
        box-sizing: border-box;
        display: flex;
        gap: 8px;
        height: 52px;
        padding: 0 8px;
        width: 100%;
      }
      .me:hover {
        background: #2e2f34;
      }
      .face {
        flex: none;
        height: 32px;
        position: relative;
        width: 32px;
      }
      .face img {
        border-radius: 50%;
        height: 32px;
        width: 32px;
      }
      .face::after {
        background: var(--online);
        border: 3px solid var(--side-foot);
        border-radius: 50%;
        bottom: -3px;
        content: '';
        height: 10px;
        position: absolute;
        right: -3px;
        width: 10px;
      }
      .words {
        flex: 1;
        font-size: 0.875rem;
        line-height: 1.2;
        min-width: 0;
      }
      .words b {
        color: var(--bright);
        display: block;
        font-weight: 500;
      }
      .words small {
        color: var(--muted);
        font-size: 0.75rem;
      }
      .menu {
        bottom: 58px;
        left: 8px;
        position: absolute;
        right: 8px;
        z-index: 50;
      }
      .menu h3 {
        color: var(--muted);
        font-size: 0.75rem;
        margin: 4px 8px 6px;
        text-transform: uppercase;
      }
      .menu [role='menuitem'] {
        gap: 10px;
        min-height: 44px;
      }
      .menu small {
        color: inherit;
        opacity: 0.7;
      }
    `,
  ];

  constructor() {
    super();
    this.open = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('pointerdown', this.#outside);
  }

  override disconnectedCallback(): void {
    document.removeEventListener('pointerdown', this.#outside);
    super.disconnectedCallback();
  }

  override render() {
    const me = userOf(this.state.world, this.state.me);
    if (me === null) return nothing;
    return html`${this.open ? this.#menu() : nothing}
      <button
        type="button"
        class="me"
        data-testid="me"
        aria-label="You are ${this.#face(me).name}. Be somebody else"
        aria-haspopup="menu"
        aria-expanded=${this.open}
        @click=${() => {
          this.open = !this.open;
        }}
      >
        ${this.#row(me)} ${icons.down}
      </button>`;
  }

  #menu() {
    return html`<div class="menu floating" role="menu" aria-label="Be somebody else">
      <h3>Be</h3>
      ${peopleOf(this.state.world).map(
        (person) => html`<button
          type="button"
          role="menuitem"
          data-testid="person-${person.id}"
          data-name=${this.#face(person).name}
          @click=${() => {
            this.open = false;
            tell(this, { kind: 'become', user: person.id });
          }}
        >
          ${this.#row(person)} ${person.id === this.state.me ? icons.check : nothing}
        </button>`,
      )}
    </div>`;
  }

  #row(person: WireUser) {
    const face = this.#face(person);
    const guild = findPlace(this.state.world, this.state.channel)?.guild ?? null;
    const roles = memberOf(guild, person.id)?.roles ?? [];
    const names = guild?.roles.filter((role) => roles.includes(role.id)).map((role) => role.name) ?? [];
    const standing = guild?.ownerId === person.id ? 'Owner' : names.join(', ');
    return html`<span class="face"><img src=${face.avatar} alt="" /></span>
      <span class="words"><b>${face.name}</b><small>${standing === '' ? person.username : standing}</small></span>`;
  }

  #face(person: WireUser) {
    const guild = findPlace(this.state.world, this.state.channel)?.guild ?? null;
    return faceOf(person, { world: this.state.world, guild });
  }

  readonly #outside = (event: PointerEvent): void => {
    if (!event.composedPath().includes(this)) this.open = false;
  };
}
