import { css, html, LitElement, nothing } from 'lit';
import type { BotStatus } from '../../protocol.ts';
import { bareButton } from '../look.ts';
import type { Actions } from '../state/actions.ts';

/** The bot's process: how it is, and where it ended by itself, why, with a way to start it again. */
export class PlayBotStatus extends LitElement {
  static override properties = { bot: { attribute: false }, actions: { attribute: false } };
  declare bot: BotStatus;
  declare actions: Actions;

  static override styles = [
    bareButton,
    css`
      .status {
        align-items: center;
        border-bottom: 1px solid var(--line);
        display: flex;
        gap: 8px;
        padding: 8px 12px;
      }
      .dot {
        border-radius: 50%;
        height: 10px;
        width: 10px;
      }
      .ready {
        background: var(--online);
      }
      .starting,
      .stopping {
        background: var(--yellow);
      }
      .stopped {
        background: var(--faint);
      }
      .crashed {
        background: var(--red);
      }
      .words {
        flex: 1;
      }
      .words small {
        color: var(--muted);
      }
      button {
        background: #4e5058;
        border-radius: 3px;
        color: #fff;
        font-size: 0.8125rem;
        padding: 3px 10px;
      }
      button:hover {
        background: #6d6f78;
      }
      pre {
        background: #1e1f22;
        border-left: 3px solid var(--red);
        color: #ffd5d6;
        font: 0.6875rem / 1.4 var(--mono);
        margin: 0;
        max-height: 160px;
        overflow: auto;
        overflow-wrap: anywhere;
        padding: 8px 10px;
        white-space: pre-wrap;
      }
    `,
  ];

  override render() {
    const { state, pid, reason, lastLines } = this.bot;
    const gone = state === 'stopped' || state === 'crashed';
    return html`<div class="status" role="status" data-testid="bot-status" data-state=${state}>
        <span class="dot ${state}"></span>
        <span class="words">Bot ${state} ${pid === null ? nothing : html`<small>process ${pid}</small>`}
          ${reason === null ? nothing : html`<small>${reason}</small>`}</span>
        ${this.#button('bot-restart', 'Restart', !gone)} ${this.#button('bot-kill', 'kill -9', !gone)}
        ${this.#button('bot-start', 'Start', gone)}
      </div>
      ${state === 'crashed' ? html`<pre data-testid="bot-last-lines">${lastLines.join('\n')}</pre>` : nothing}`;
  }

  #button(id: string, label: string, shown: boolean) {
    if (!shown) return nothing;
    return html`<button type="button" data-testid=${id} @click=${() => void this.actions.useControl(id)}>${label}</button>`;
  }
}
