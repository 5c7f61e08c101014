import { css, html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { LogLine } from '../../protocol.ts';
import { readLogLine } from './read-log-line.ts';

/** What the bot wrote, newest below. */
export class PlayLog extends LitElement {
  static override properties = { log: { attribute: false } };
  declare log: readonly LogLine[];

  static override styles = css`
    :host {
      display: flex;
      flex: 1;
      flex-direction: column-reverse;
      font: 0.6875rem / 1.5 var(--mono);
      min-height: 0;
      overflow-y: auto;
    }
    .lines {
      padding: 8px 12px;
    }
    .line {
      border-bottom: 1px solid rgb(255 255 255 / 4%);
      overflow-wrap: anywhere;
      padding: 2px 0;
    }
    .warn {
      color: var(--yellow);
    }
    .error,
    .fatal {
      color: var(--red-text);
    }
    .debug,
    .trace {
      color: var(--muted);
    }
    .rest {
      color: var(--faint);
    }
  `;

  override render() {
    return html`<div class="lines" role="log" aria-label="Bot log" data-testid="bot-log">
      ${repeat(
        this.log,
        (line) => line.number,
        (line) => {
          const { level, message, rest } = readLogLine(line.text);
          return html`<div class="line ${level}">${message} ${rest === '' ? nothing : html`<span class="rest">${rest}</span>`}</div>`;
        },
      )}
    </div>`;
  }
}
