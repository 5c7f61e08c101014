import { css, html, LitElement, nothing } from 'lit';
import type { WireChannel } from '../../protocol.ts';
import { botAvatar } from '../assets.ts';
import { icons } from '../icons.ts';
import { bareButton } from '../look.ts';
import type { PageState } from '../state/page-state.ts';
import { channelName, directMessagesOf, findPlace, isThread, maySee } from '../state/place.ts';
import { tell } from '../tell.ts';

/** The channels of the server one is in, with their threads below them; or one's direct messages. */
export class PlayChannels extends LitElement {
  static override properties = { state: { attribute: false } };
  declare state: PageState;

  static override styles = [
    bareButton,
    css`
      :host {
        display: flex;
        flex: 1;
        flex-direction: column;
        min-height: 0;
      }
      h1 {
        align-items: center;
        box-shadow: 0 1px 0 rgb(0 0 0 / 30%);
        box-sizing: border-box;
        color: var(--bright);
        display: flex;
        flex: none;
        font-size: 1rem;
        font-weight: 600;
        height: 48px;
        margin: 0;
        padding: 0 16px;
      }
      nav {
        flex: 1;
        overflow-y: auto;
        padding: 16px 8px;
      }
      h2 {
        color: var(--muted);
        font-size: 0.75rem;
        font-weight: 600;
        letter-spacing: 0.02em;
        margin: 0 0 4px 8px;
        text-transform: uppercase;
      }
      .channel {
        align-items: center;
        border-radius: 4px;
        box-sizing: border-box;
        color: var(--faint);
        display: flex;
        gap: 6px;
        margin-bottom: 2px;
        min-height: 34px;
        padding: 0 8px;
        position: relative;
        width: 100%;
      }
      .channel svg {
        flex: none;
        font-size: 20px;
      }
      .channel:hover {
        background: var(--hover);
        color: var(--text);
      }
      .here {
        background: var(--selected) !important;
        color: #fff !important;
      }
      .unread {
        color: var(--bright);
        font-weight: 500;
      }
      .thread {
        font-size: 0.9375rem;
        margin-left: 18px;
        width: calc(100% - 18px);
      }
      .thread::before {
        border-bottom: 2px solid #4e5058;
        border-bottom-left-radius: 6px;
        border-left: 2px solid #4e5058;
        content: '';
        height: 20px;
        left: -4px;
        position: absolute;
        top: -4px;
        width: 8px;
      }
      .name {
        flex: 1;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .count {
        background: var(--red);
        border-radius: 8px;
        color: #fff;
        font-size: 0.75rem;
        font-weight: 700;
        line-height: 16px;
        padding: 0 5px;
      }
      img {
        border-radius: 50%;
        height: 32px;
        width: 32px;
      }
      .person {
        gap: 12px;
        min-height: 42px;
      }
    `,
  ];

  override render() {
    const { world, me, channel } = this.state;
    const place = findPlace(world, channel);
    if (place === null) return nothing;
    if (place.guild === null) {
      const direct = directMessagesOf(world, me);
      return html`<h1>Direct messages</h1>
        <nav aria-label="Direct messages">${direct === null ? nothing : this.#row(direct)}</nav>`;
    }
    const { guild } = place;
    const seen = (one: WireChannel) => maySee(world, me, one.id);
    return html`<h1>${guild.name}</h1>
      <nav aria-label="Channels">
        <h2>Text channels</h2>
        ${guild.channels.filter(seen).map(
          (one) =>
            html`${this.#row(one)}
            ${guild.threads.filter((thread) => thread.parent_id === one.id && seen(thread)).map((thread) => this.#row(thread))}`,
        )}
      </nav>`;
  }

  #row(channel: WireChannel) {
    const { world, unread } = this.state;
    const here = channel.id === this.state.channel;
    const news = unread.get(channel.id);
    const name = channelName(channel, world);
    const kind = channel.type === 1 ? 'person' : isThread(channel) ? 'thread' : '';
    return html`<button
      type="button"
      class="channel ${kind} ${here ? 'here' : ''} ${news === undefined ? '' : 'unread'}"
      aria-current=${here ? 'page' : 'false'}
      data-testid="channel-${channel.id}"
      data-name=${name}
      @click=${() => tell(this, { kind: 'go', channel: channel.id })}
    >
      ${channel.type === 1 ? html`<img src=${botAvatar} alt="" />` : isThread(channel) ? icons.thread : icons.hash}
      <span class="name">${name}</span>
      ${(news?.pings ?? 0) > 0 ? html`<span class="count">${news?.pings}</span>` : nothing}
    </button>`;
  }
}
