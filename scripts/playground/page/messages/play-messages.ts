import { css, html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Snowflake, WireMessage } from '../../protocol.ts';
import { timeInWords } from '../markdown/time-in-words.ts';
import type { ComponentUse, PageState } from '../state/page-state.ts';
import { type Entry, entriesOf, isPrivate } from './entries.ts';
import type { MessageContext } from './message-context.ts';

/** The messages of a channel; kept at the newest unless one has scrolled up, and brought there by what one sends. */
export class PlayMessages extends LitElement {
  static override properties = {
    state: { attribute: false },
    context: { attribute: false },
    beginning: { attribute: false },
  };
  declare state: PageState;
  declare context: MessageContext;
  declare beginning: string;
  #newest: Snowflake = '';

  static override styles = css`
    :host {
      /* Reversed: the newest stays in view while pictures above it still load. */
      display: flex;
      flex: 1;
      flex-direction: column-reverse;
      min-height: 0;
      overflow-x: hidden;
      overflow-y: auto;
    }
    .list {
      padding: 16px 0 20px;
    }
    h2 {
      color: var(--bright);
      font-size: 1.75rem;
      line-height: 1.2;
      margin: 16px 16px 4px;
    }
    p {
      color: var(--muted);
      margin: 0 16px 8px;
    }
    .day {
      align-items: center;
      color: var(--muted);
      display: flex;
      font-size: 0.75rem;
      font-weight: 600;
      gap: 6px;
      margin: 20px 16px 4px;
    }
    .day::before,
    .day::after {
      background: #3f4147;
      content: '';
      flex: 1;
      height: 1px;
    }
  `;

  override render() {
    const entries = entriesOf(this.state);
    return html`<div class="list" role="log" aria-label="Messages" data-testid="messages">
      <h2>${this.beginning}</h2>
      <p>This is where it begins. Type <b>/</b> to see what the bot can do.</p>
      ${repeat(
        entries,
        (entry) => entry.id,
        (entry) => this.#entry(entry),
      )}
    </div>`;
  }

  override updated(): void {
    const newest = entriesOf(this.state).at(-1);
    if (newest === undefined || newest.id === this.#newest) return;
    this.#newest = newest.id;
    const isMine = newest.kind === 'interaction' || newest.message.author.id === this.state.me;
    // Reversed: the newest is at 0.
    if (isMine) this.scrollTop = 0;
  }

  /** Scrolls a message into view and lights it up. */
  jumpTo(message: string): void {
    const found = this.renderRoot.querySelector(`[data-message-id="${message}"]`);
    found?.scrollIntoView({ behavior: 'smooth', block: 'center' });
    found?.animate([{ background: 'rgb(88 101 242 / 30%)' }, { background: 'transparent' }], 1600);
  }

  #entry(entry: Entry) {
    if (entry.kind === 'interaction') {
      return html`<play-unanswered .interaction=${entry.interaction} .context=${this.context}></play-unanswered>`;
    }
    const uses = [...this.state.componentUses].filter(([, use]) => use.message === entry.id);
    return html`${
      entry.newDay ? html`<div class="day">${timeInWords(Date.parse(entry.message.timestamp), 'D')}</div>` : nothing
    }
      <play-message
        data-testid="message"
        data-message-id=${entry.id}
        .message=${withCurrentReference(entry.message, this.state.messages)}
        .context=${this.context}
        .busy=${this.#busy(uses)}
        .failed=${this.#failed(uses)}
        ?grouped=${entry.grouped}
        ?answering=${this.state.replyTo?.message.id === entry.id}
      ></play-message>`;
  }

  #busy(uses: readonly (readonly [string, ComponentUse])[]): ReadonlySet<string> {
    const waiting = uses.filter(([id]) => (this.state.interactions.get(id)?.state ?? 'waiting') === 'waiting');
    return new Set(waiting.map(([, use]) => use.customId));
  }

  /** The last use of its buttons went unanswered. */
  #failed(uses: readonly (readonly [string, ComponentUse])[]): boolean {
    const last = uses.at(-1);
    return last !== undefined && this.state.interactions.get(last[0])?.state === 'failed';
  }
}

/** What a reply answers, as it is now and not as it was then. */
function withCurrentReference(message: WireMessage, messages: readonly WireMessage[]): WireMessage {
  const { referenced_message: replied, ...rest } = message;
  if (replied == null) return message;
  const current = messages.find(({ id }) => id === replied.id);
  if (current !== undefined) return { ...message, referenced_message: current };
  // A private answer is its reader's alone; nobody else is shown what it said.
  return isPrivate(replied) ? rest : message;
}
