import { css, html, LitElement, nothing } from 'lit';
import type { DecoderStatus, PlaygroundSettings } from '../../protocol.ts';
import { bareButton } from '../look.ts';
import type { Actions } from '../state/actions.ts';
import type { PageState } from '../state/page-state.ts';

const TABS = [
  { id: 'requests', label: 'Requests' },
  { id: 'controls', label: 'Mishaps' },
  { id: 'log', label: 'Bot log' },
] as const;

type Tab = (typeof TABS)[number]['id'];

/** What goes on behind the channel: the bot's requests, its log, and switches for what may go wrong. */
export class PlayPanel extends LitElement {
  static override properties = {
    state: { attribute: false },
    actions: { attribute: false },
    tab: { state: true },
  };
  declare state: PageState;
  declare actions: Actions;
  declare tab: Tab;

  static override styles = [
    bareButton,
    css`
      :host {
        background: var(--side);
        border-left: 1px solid rgb(0 0 0 / 30%);
        display: flex;
        flex-direction: column;
        font-size: 0.875rem;
        min-width: 0;
      }
      [role='tablist'] {
        align-items: center;
        box-shadow: 0 1px 0 rgb(0 0 0 / 30%);
        display: flex;
        flex: none;
        gap: 4px;
        height: 48px;
        padding: 0 10px;
      }
      [role='tab'] {
        border-radius: 4px;
        color: var(--muted);
        font-weight: 500;
        padding: 4px 10px;
      }
      [role='tab']:hover {
        background: var(--hover);
        color: var(--text);
      }
      [aria-selected='true'] {
        background: var(--selected);
        color: #fff;
      }
      [role='tabpanel'] {
        display: flex;
        flex: 1;
        flex-direction: column;
        min-height: 0;
      }
      .settings {
        border-top: 1px solid var(--line);
        color: var(--muted);
        flex: none;
        font-size: 0.75rem;
        padding: 8px 12px;
      }
      .settings.busy {
        color: var(--yellow);
      }
    `,
  ];

  constructor() {
    super();
    this.tab = 'requests';
  }

  override render() {
    return html`<div role="tablist" aria-label="Behind the channel">
        ${TABS.map(
          ({ id, label }) => html`<button
            type="button"
            role="tab"
            aria-selected=${this.tab === id}
            data-testid="tab-${id}"
            @click=${() => {
              this.tab = id;
            }}
          >
            ${label}
          </button>`,
        )}
      </div>
      <play-bot-status .bot=${this.state.bot} .actions=${this.actions}></play-bot-status>
      <div role="tabpanel" data-testid="panel-${this.tab}">${this.#content()}</div>
      ${this.#decoder()} ${this.#settings()}`;
  }

  #content() {
    switch (this.tab) {
      case 'requests':
        return html`<play-requests .requests=${this.state.requests} .actions=${this.actions}></play-requests>`;
      case 'controls':
        return html`<play-controls .controls=${this.state.controls} .actions=${this.actions}></play-controls>`;
      case 'log':
        return html`<play-log .log=${this.state.log}></play-log>`;
      default:
        return this.tab satisfies never;
    }
  }

  #decoder() {
    const { decoder } = this.state;
    if (decoder === null) return nothing;
    const isBusy = decoder.running + decoder.waiting > 0;
    return html`<div class="settings ${isBusy ? 'busy' : ''}" data-testid="decoder">${decoderInWords(decoder)}</div>`;
  }

  #settings() {
    const { settings } = this.state;
    if (settings === null) return nothing;
    return html`<div class="settings">
      ${providersInWords(settings)} · content intent ${settings.contentIntent ? 'on' : 'off'} · ping-replies to
      interactions ${settings.pingReplies}
    </div>`;
  }
}

function decoderInWords({ running, waiting, refused, admittedMb, memoryMb }: DecoderStatus): string {
  return `Decoder: ${running} at work · ${waiting} waiting · ${refused} refused · ${admittedMb} of ${memoryMb} MB`;
}

function providersInWords({ providers, mode }: PlaygroundSettings): string {
  return providers.map((name) => (name === 'acedatacloud' ? `${name} (${mode})` : name)).join(', then ');
}
