import { css, html, LitElement, nothing } from 'lit';
import type { Actions } from './state/actions.ts';
import type { PageState } from './state/page-state.ts';
import { findPlace } from './state/place.ts';
import type { Store } from './state/store.ts';
import { type Told, ToldEvent } from './tell.ts';

/** The whole page; what its elements tell, it does. */
export class PlayApp extends LitElement {
  static override properties = { state: { attribute: false } };
  declare state: PageState | null;
  #actions: Actions | null = null;

  static override styles = css`
    :host {
      display: flex;
      height: 100vh;
    }
    .side {
      background: var(--side);
      display: flex;
      flex: none;
      flex-direction: column;
      width: 240px;
    }
    play-rail {
      flex: none;
    }
    play-panel {
      flex: none;
      width: 400px;
    }
    @media (max-width: 1100px) {
      play-panel {
        width: 320px;
      }
      .side {
        width: 200px;
      }
    }
    .loading {
      align-items: center;
      color: var(--muted);
      display: flex;
      flex: 1;
      justify-content: center;
    }
  `;

  constructor() {
    super();
    this.state = null;
  }

  begin(store: Store, actions: Actions): void {
    this.#actions = actions;
    this.state = store.get();
    store.listen(() => {
      this.state = store.get();
    });
    this.addEventListener(ToldEvent.type, (event) => {
      if (event instanceof ToldEvent) this.#told(event.detail, actions);
    });
  }

  override render() {
    const { state } = this;
    const actions = this.#actions;
    if (state === null || actions === null || !state.loaded) return html`<div class="loading">Opening…</div>`;
    const place = findPlace(state.world, state.channel);
    const context = { world: state.world, me: state.me, commands: state.commands, guild: place?.guild ?? null };
    return html`<play-rail .state=${state}></play-rail>
      <div class="side">
        <play-channels .state=${state}></play-channels>
        <play-me .state=${state}></play-me>
      </div>
      <play-chat .state=${state} .actions=${actions}></play-chat>
      ${state.panelOpen ? html`<play-panel .state=${state} .actions=${actions}></play-panel>` : nothing}
      ${
        state.form === null
          ? nothing
          : html`<play-form .form=${state.form} .context=${context} .actions=${actions}></play-form>`
      }
      ${state.picture === null ? nothing : html`<play-viewer .picture=${state.picture}></play-viewer>`}`;
  }

  #told(told: Told, actions: Actions): void {
    const channel = this.state?.channel ?? '';
    switch (told.kind) {
      case 'open picture':
        actions.openPicture(told.picture);
        break;
      case 'press': {
        const { message, customId } = told;
        void actions.useComponent(message, customId, { act: 'press button', message, customId });
        break;
      }
      case 'choose': {
        const { message, customId, values } = told;
        void actions.useComponent(message, customId, { act: 'choose', message, customId, values });
        break;
      }
      case 'go':
        void actions.go(told.channel);
        break;
      case 'become':
        void actions.become(told.user);
        break;
      case 'reply':
        actions.reply(told.message);
        break;
      case 'edit':
        actions.edit(told.message);
        break;
      case 'delete':
        void actions.perform({ act: 'delete message', message: told.message });
        break;
      case 'forward':
        void actions.perform({ act: 'forward message', message: told.message, channel: told.channel });
        break;
      case 'create thread':
        void this.#createThread(told.name, told.message, actions);
        break;
      case 'message command': {
        const { message, command } = told;
        void actions.perform({ act: 'run message command', channel, message, command });
        break;
      }
      case 'dismiss failure':
        actions.dismissFailure(told.interaction);
        break;
      case 'jump':
        void this.#jump(told.channel, told.message, actions);
        break;
      case 'toggle panel':
        actions.togglePanel();
        break;
      default:
        told satisfies never;
    }
  }

  async #jump(channel: string, message: string, actions: Actions): Promise<void> {
    if (this.state?.channel !== channel) await actions.go(channel);
    await this.updateComplete;
    const chat = this.renderRoot.querySelector('play-chat');
    await chat?.updateComplete;
    await chat?.jumpTo(message);
  }

  async #createThread(name: string, message: string | null, actions: Actions): Promise<void> {
    const answer = await actions.perform({ act: 'create thread', channel: this.state?.channel ?? '', name, message });
    if (answer.ok && answer.id !== null) await actions.go(answer.id);
  }
}
