import { html, LitElement } from 'lit';
import type { GuildView, PlaygroundWorld, Snowflake, WireComponent } from '../../protocol.ts';
import { tell } from '../tell.ts';
import { selectChoices } from './select-choices.ts';

/** A select in a message: choosing is an interaction. */
export class PlayMessageSelect extends LitElement {
  static override properties = {
    component: { attribute: false },
    messageId: { attribute: false },
    world: { attribute: false },
    guild: { attribute: false },
    busy: { type: Boolean },
  };
  declare component: WireComponent;
  declare messageId: Snowflake;
  declare world: PlaygroundWorld;
  declare guild: GuildView | null;
  declare busy: boolean;

  override render() {
    const { custom_id = '', placeholder = '', min_values = 1, max_values = 1, disabled = false } = this.component;
    return html`<play-select
      data-testid="message-select"
      data-custom-id=${custom_id}
      .choices=${selectChoices(this.component, this.world, this.guild)}
      placeholder=${placeholder}
      label=${placeholder || custom_id}
      min=${min_values}
      max=${max_values}
      ?disabled=${disabled || this.busy}
      @change=${(event: CustomEvent<readonly string[]>) =>
        tell(this, { kind: 'choose', message: this.messageId, customId: custom_id, values: event.detail })}
    ></play-select>`;
  }
}
