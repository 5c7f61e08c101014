import { html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { RequestDetail, RequestSummary } from '../../protocol.ts';
import { bareButton } from '../look.ts';
import type { Actions } from '../state/actions.ts';
import { fetchRequest } from '../state/server.ts';
import { requestStyle } from './request-style.ts';

const FILTERS = [
  { id: 'all', label: 'All' },
  { id: 'discord', label: 'Discord' },
  { id: 'images', label: 'Image API' },
] as const;

type Filter = (typeof FILTERS)[number]['id'];

/** Each request of the bot, newest first; a press shows what was in it. */
export class PlayRequests extends LitElement {
  static override properties = {
    requests: { attribute: false },
    actions: { attribute: false },
    filter: { state: true },
    open: { state: true },
    details: { state: true },
  };
  declare requests: readonly RequestSummary[];
  declare actions: Actions;
  declare filter: Filter;
  declare open: ReadonlySet<string>;
  declare details: ReadonlyMap<string, RequestDetail>;

  static override styles = [bareButton, requestStyle];

  constructor() {
    super();
    this.requests = [];
    this.filter = 'all';
    this.open = new Set();
    this.details = new Map();
  }

  override render() {
    const shown = this.requests.filter((request) => matches(request, this.filter)).toReversed();
    return html`<div class="filters" role="toolbar" aria-label="Which requests">
        ${FILTERS.map(
          ({ id, label }) => html`<button
            type="button"
            aria-pressed=${this.filter === id}
            data-testid="filter-${id}"
            @click=${() => {
              this.filter = id;
            }}
          >
            ${label}
          </button>`,
        )}
        <span class="count">${shown.length}</span>
        <button type="button" data-testid="forget-requests" @click=${() => void this.actions.forgetRequests()}>Clear</button>
      </div>
      <div class="list" role="list" data-testid="requests">
        ${shown.length === 0 ? html`<p class="none">Nothing yet.</p>` : nothing}
        ${repeat(
          shown,
          (request) => request.id,
          (request) => this.#request(request),
        )}
      </div>`;
  }

  #request(request: RequestSummary) {
    const open = this.open.has(request.id);
    return html`<div role="listitem" class="request" data-testid="request" data-to=${request.to} data-status=${request.status ?? 'open'}>
      <button type="button" aria-expanded=${open} @click=${() => void this.#toggle(request.id)}>
        <span class="to ${request.to}">${request.name}</span>
        <span class="method ${request.method}">${request.method}</span>
        <span class="path" title=${request.path}>${shortPath(request)}</span>
        <span class="status ${statusKind(request.status)}">${statusText(request.status)}</span>
        <span class="time">${request.status === null ? nothing : duration(request.durationMs)}</span>
        ${
          request.files.length === 0 && request.note === null && !request.faulted
            ? nothing
            : html`<span class="below">
              ${request.faulted ? html`<b class="fault">fault</b>` : nothing} ${request.note ?? nothing}
              ${request.files.map((file) => html`<span class="file">${file}</span>`)}
            </span>`
        }
      </button>
      ${open ? this.#detail(this.details.get(request.id)) : nothing}
    </div>`;
  }

  #detail(detail: RequestDetail | undefined) {
    if (detail === undefined) return html`<div class="detail">…</div>`;
    return html`<div class="detail" data-testid="request-detail">
      ${detail.sections.map(
        ({ title, body }) => html`<h4>${title}</h4>
          <pre>${typeof body === 'string' ? body : JSON.stringify(body, null, 2)}</pre>`,
      )}
    </div>`;
  }

  async #toggle(id: string): Promise<void> {
    const open = new Set(this.open);
    if (open.delete(id)) {
      this.open = open;
      return;
    }
    this.open = open.add(id);
    this.details = new Map(this.details).set(id, await fetchRequest(id));
  }
}

function matches(request: RequestSummary, filter: Filter): boolean {
  if (filter === 'all') return true;
  return filter === 'discord' ? request.to === 'discord' : request.to !== 'discord';
}

/** Without ids and tokens; the whole path is in the title. */
function shortPath(request: RequestSummary): string {
  return request.path.replace(/(\/(\d{15,}|[\w.-]{30,})(?=\/|$))+/g, '/…');
}

function statusText(status: number | null): string {
  if (status === null) return '…';
  return status === 0 ? '—' : String(status);
}

function statusKind(status: number | null): string {
  if (status === null) return 'open';
  if (status === 0) return 'bad';
  return status < 300 ? 'good' : status < 500 ? 'odd' : 'bad';
}

function duration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
