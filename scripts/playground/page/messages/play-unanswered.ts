import { css, html, LitElement } from 'lit';
import type { InteractionSeen } from '../../protocol.ts';
import { messageTime } from '../markdown/time-in-words.ts';
import { clock } from '../state/clock.ts';
import { userOf } from '../state/place.ts';
import { tell } from '../tell.ts';
import { faceOf, type MessageContext } from './message-context.ts';

/** A command on its way to the bot, or one that the bot did not answer in time. */
export class PlayUnanswered extends LitElement {
  static override properties = { interaction: { attribute: false }, context: { attribute: false } };
  declare interaction: InteractionSeen;
  declare context: MessageContext;

  static override styles = css`
    :host {
      display: block;
      margin-top: 17px;
    }
    discord-message {
      padding: 2px 16px;
    }
    .sending {
      color: var(--muted);
    }
    .failed {
      color: var(--red-text);
    }
  `;

  override render() {
    const { interaction, context } = this;
    const asker = userOf(context.world, interaction.userId);
    const bot = faceOf(context.world.bot, context);
    const failed = interaction.state === 'failed';
    const face = asker === null ? null : faceOf(asker, context);
    return html`<discord-message
      data-testid=${failed ? 'interaction-failed' : 'interaction-sending'}
      author=${bot.name}
      avatar=${bot.avatar}
      bot
      .timestamp=${messageTime(interaction.sentAt, clock.now())}
      ?ephemeral=${failed}
      .dismissMessageClicked=${() => tell(this, { kind: 'dismiss failure', interaction: interaction.id })}
    >
      ${
        face === null
          ? ''
          : html`<discord-command
            slot="reply"
            author=${face.name}
            avatar=${face.avatar}
            role-color=${face.colour}
            type="slash_command"
            command=${interaction.name}
          ></discord-command>`
      }
      <span class=${failed ? 'failed' : 'sending'}
        >${failed ? 'The application did not respond' : 'Sending command…'}</span
      >
    </discord-message>`;
  }
}
