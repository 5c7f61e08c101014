import { html, nothing, type TemplateResult } from 'lit';
import type { WireMessage } from '../../protocol.ts';
import { tell } from '../tell.ts';
import { excerpt, hasPicture } from './excerpt.ts';
import { faceOf, type MessageContext } from './message-context.ts';

/** The small line over a message: what it replies to, or which command it answers. */
export function renderAbove(
  message: WireMessage,
  context: MessageContext,
  from: EventTarget,
): TemplateResult | typeof nothing {
  if (message.type === 20 || message.type === 23) return commandLine(message, context);
  if (message.type === 19) return replyLine(message, context, from);
  return nothing;
}

function commandLine(message: WireMessage, context: MessageContext): TemplateResult | typeof nothing {
  const metadata = message.interaction_metadata;
  // A form's answer names the command that opened the form; one that a button opened has no name at all.
  const name = metadata?.name ?? metadata?.triggering_interaction_metadata?.name;
  if (metadata === undefined || name === undefined) return nothing;
  const face = faceOf(metadata.user, context);
  return html`<discord-command
    slot="reply"
    data-testid="used-command"
    author=${face.name}
    avatar=${face.avatar}
    role-color=${face.colour}
    type="slash_command"
    command=${name}
  ></discord-command>`;
}

function replyLine(message: WireMessage, context: MessageContext, from: EventTarget): TemplateResult {
  const target = message.referenced_message;
  if (target === null) return html`<discord-reply slot="reply" deleted></discord-reply>`;
  if (target === undefined) {
    return html`<discord-reply slot="reply" data-testid="reply-line" author="" compact-mode
      ><em>Message could not be loaded</em></discord-reply
    >`;
  }
  const face = faceOf(target.author, context);
  const pings = message.mentions.some((user) => user.id === target.author.id);
  return html`<discord-reply
    slot="reply"
    data-testid="reply-line"
    author=${face.name}
    avatar=${face.avatar}
    role-color=${face.colour}
    ?bot=${face.bot}
    ?mentions=${pings}
    ?attachment=${hasPicture(target)}
    @click=${() => tell(from, { kind: 'jump', message: target.id, channel: target.channel_id })}
    >${excerpt(target, context)}</discord-reply
  >`;
}
