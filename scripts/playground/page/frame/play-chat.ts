import { css, html, LitElement, nothing } from 'lit';
import { icons } from '../icons.ts';
import { bareButton } from '../look.ts';
import { faceOf, type MessageContext } from '../messages/message-context.ts';
import type { Actions } from '../state/actions.ts';
import type { PageState } from '../state/page-state.ts';
import { channelName, findPlace, isThread, type Place, userOf } from '../state/place.ts';
import { tell } from '../tell.ts';

/** The open channel: its head, its messages, who types, and the composer. */
export class PlayChat extends LitElement {
  static override properties = { state: { attribute: false }, actions: { attribute: false } };
  declare state: PageState;
  declare actions: Actions;

  static override styles = [
    bareButton,
    css`
      :host {
        background: var(--chat);
        display: flex;
        flex: 1;
        flex-direction: column;
        min-width: 0;
      }
      header {
        align-items: center;
        box-shadow: 0 1px 0 rgb(0 0 0 / 30%);
        display: flex;
        flex: none;
        gap: 8px;
        height: 48px;
        padding: 0 16px;
        z-index: 6;
      }
      header > svg {
        color: var(--faint);
        font-size: 24px;
      }
      h1 {
        color: var(--bright);
        flex: none;
        font-size: 1rem;
        font-weight: 600;
        margin: 0;
      }
      .topic {
        border-left: 1px solid #3f4147;
        color: var(--muted);
        flex: 1;
        font-size: 0.875rem;
        margin-left: 8px;
        overflow: hidden;
        padding-left: 16px;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      header button {
        color: #b5bac1;
        display: flex;
        font-size: 22px;
        padding: 4px;
      }
      header button:hover,
      header button[aria-pressed='true'] {
        color: var(--bright);
      }
      .typing {
        bottom: 2px;
        color: var(--text);
        font-size: 0.8125rem;
        height: 20px;
        left: 20px;
        position: absolute;
      }
      .foot {
        flex: none;
        position: relative;
      }
      .refusal {
        align-items: center;
        background: #4a2528;
        border-radius: 6px;
        color: #ffd5d6;
        display: flex;
        font-size: 0.875rem;
        gap: 10px;
        margin: 0 16px 8px;
        padding: 8px 12px;
      }
      .refusal span {
        flex: 1;
      }
      .lost {
        background: var(--yellow);
        color: #000;
        font-size: 0.875rem;
        padding: 4px 16px;
        text-align: center;
      }
    `,
  ];

  override render() {
    const place = findPlace(this.state.world, this.state.channel);
    if (place === null) return nothing;
    const context = this.#context(place);
    const name = this.#name(place);
    return html`${this.#head(place)}
      ${this.state.connected ? nothing : html`<div class="lost" role="alert">Connecting to the playground…</div>`}
      <play-messages
        .state=${this.state}
        .context=${context}
        .beginning=${place.guild === null ? name : `Welcome to ${name}`}
      ></play-messages>
      <div class="foot">
        ${this.#refusal()}
        <play-composer .state=${this.state} .context=${context} .actions=${this.actions} .name=${name}></play-composer>
        <div class="typing" aria-live="polite" data-testid="typing">${this.#typing(context)}</div>
      </div>`;
  }

  async jumpTo(message: string): Promise<void> {
    const messages = this.renderRoot.querySelector('play-messages');
    await messages?.updateComplete;
    messages?.jumpTo(message);
  }

  #context(place: Place): MessageContext {
    const { world, me, commands } = this.state;
    return { world, me, commands, guild: place.guild };
  }

  #name(place: Place): string {
    const name = channelName(place.channel, this.state.world);
    return place.guild === null ? `@${name}` : isThread(place.channel) ? name : `#${name}`;
  }

  #head(place: Place) {
    const thread = isThread(place.channel);
    return html`<header>
      ${place.guild === null ? icons.at : thread ? icons.thread : icons.hash}
      <h1 data-testid="channel-title">${channelName(place.channel, this.state.world)}</h1>
      <span class="topic">${thread ? `Thread in #${place.parent?.name ?? ''}` : (place.channel.topic ?? '')}</span>
      ${
        place.guild === null || thread
          ? nothing
          : html`<button type="button" aria-label="Create thread" title="Create thread" data-testid="create-thread" @click=${this.#createThread}>
            ${icons.thread}
          </button>`
      }
      <button
        type="button"
        aria-label="Side panel"
        title="Side panel"
        aria-pressed=${this.state.panelOpen}
        data-testid="toggle-panel"
        @click=${() => tell(this, { kind: 'toggle panel' })}
      >
        ${icons.panel}
      </button>
    </header>`;
  }

  #createThread(): void {
    const count = this.state.world.guilds.reduce((sum, guild) => sum + guild.threads.length, 0);
    tell(this, { kind: 'create thread', name: `Thread ${count + 1}`, message: null });
  }

  #refusal() {
    if (this.state.refusal === null) return nothing;
    return html`<div class="refusal" role="alert" data-testid="refusal">
      <span>${this.state.refusal}</span>
      <button type="button" aria-label="Dismiss" @click=${() => this.actions.dismissRefusal()}>${icons.close}</button>
    </div>`;
  }

  #typing(context: MessageContext) {
    const typing = this.state.typing.get(this.state.channel);
    const user = typing === undefined ? null : userOf(this.state.world, typing.user);
    if (typing === undefined || user === null || typing.until < Date.now() || user.id === this.state.me) return nothing;
    return html`<b>${faceOf(user, context).name}</b> is typing…`;
  }
}
