import { css, html, LitElement } from 'lit';
import type { Snowflake } from '../../protocol.ts';
import { icons } from '../icons.ts';
import { bareButton } from '../look.ts';
import type { PageState } from '../state/page-state.ts';
import { directMessagesOf, findPlace, maySee } from '../state/place.ts';
import { tell } from '../tell.ts';

/** The servers at the far left, with direct messages above them. */
export class PlayRail extends LitElement {
  static override properties = { state: { attribute: false } };
  declare state: PageState;

  static override styles = [
    bareButton,
    css`
      nav {
        align-items: center;
        background: var(--rail);
        display: flex;
        flex-direction: column;
        gap: 8px;
        height: 100%;
        padding: 12px 0;
        width: 72px;
      }
      .place {
        position: relative;
      }
      .place::before {
        background: #fff;
        border-radius: 0 4px 4px 0;
        content: '';
        height: 0;
        left: -12px;
        position: absolute;
        top: 50%;
        transform: translateY(-50%);
        transition: height 0.15s;
        width: 4px;
      }
      .unread::before {
        height: 8px;
      }
      .here::before {
        height: 40px;
      }
      button {
        align-items: center;
        background: #313338;
        border-radius: 24px;
        color: var(--text);
        display: flex;
        font-size: 1.0625rem;
        font-weight: 500;
        height: 48px;
        justify-content: center;
        transition:
          border-radius 0.15s,
          background 0.15s;
        width: 48px;
      }
      .here button,
      button:hover {
        background: var(--blurple);
        border-radius: 16px;
        color: #fff;
      }
      svg {
        font-size: 26px;
      }
      hr {
        border: 0;
        border-top: 2px solid #35363c;
        margin: 0;
        width: 32px;
      }
      .count {
        background: var(--red);
        border: 3px solid var(--rail);
        border-radius: 11px;
        bottom: -4px;
        color: #fff;
        font-size: 0.6875rem;
        font-weight: 700;
        line-height: 16px;
        min-width: 10px;
        padding: 0 3px;
        position: absolute;
        right: -4px;
        text-align: center;
      }
    `,
  ];

  override render() {
    const { world, me, channel } = this.state;
    const here = findPlace(world, channel);
    const direct = directMessagesOf(world, me);
    const guilds = world.guilds.filter((guild) => guild.members.some((member) => member.user?.id === me));
    return html`<nav aria-label="Servers">
      ${
        direct === null
          ? ''
          : this.#place('Direct messages', 'direct-messages', icons.home, [direct.id], here?.guild === null)
      }
      <hr />
      ${guilds.map((guild) => {
        const channels = [...guild.channels, ...guild.threads]
          .map((one) => one.id)
          .filter((id) => maySee(world, me, id));
        return this.#place(
          guild.name,
          `guild-${guild.id}`,
          initials(guild.name),
          channels,
          here?.guild?.id === guild.id,
        );
      })}
    </nav>`;
  }

  #place(name: string, testId: string, face: unknown, channels: readonly Snowflake[], here: boolean) {
    const unread = channels.map((id) => this.state.unread.get(id)).filter((one) => one !== undefined);
    const pings = unread.reduce((sum, one) => sum + one.pings, 0);
    const [first] = channels;
    return html`<div class="place ${here ? 'here' : ''} ${unread.length > 0 ? 'unread' : ''}">
      <button
        type="button"
        aria-label=${name}
        title=${name}
        aria-current=${here}
        data-testid=${testId}
        @click=${() => first !== undefined && !here && tell(this, { kind: 'go', channel: first })}
      >
        ${face}
      </button>
      ${pings > 0 ? html`<span class="count" aria-label="${pings} mentions">${pings}</span>` : ''}
    </div>`;
  }
}

function initials(name: string): string {
  return name
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .join('')
    .slice(0, 3);
}
