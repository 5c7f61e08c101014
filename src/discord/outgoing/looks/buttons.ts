import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIButtonComponentWithCustomId,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import { type CustomId, encodeCustomId } from '../../kit/custom-id.ts';

export type ButtonRow = APIActionRowComponent<APIButtonComponent>;

export const labelled = (
  label: string,
  customId: CustomId,
  style: APIButtonComponentWithCustomId['style'] = ButtonStyle.Secondary,
): APIButtonComponent => ({ type: ComponentType.Button, style, label, custom_id: encodeCustomId(customId) });

/** At most five buttons. */
export const row = (buttons: readonly APIButtonComponent[]): ButtonRow => ({
  type: ComponentType.ActionRow,
  components: [...buttons],
});
