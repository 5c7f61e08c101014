import { type APILabelComponent, ComponentType, TextInputStyle } from 'discord.js';
import { maxPromptLength } from '../../src/domain/asked/image-request.ts';

/** The words of a request, as a form asks for them. `value`: what stands there already. */
export const promptField = ({
  label,
  description,
  value = '',
  placeholder,
}: {
  readonly label: string;
  readonly description?: string;
  readonly value?: string;
  readonly placeholder?: string;
}): APILabelComponent => ({
  type: ComponentType.Label,
  label,
  ...(description === undefined ? {} : { description }),
  component: {
    type: ComponentType.TextInput,
    custom_id: 'prompt',
    style: TextInputStyle.Paragraph,
    required: true,
    min_length: 1,
    max_length: maxPromptLength,
    ...(placeholder === undefined ? {} : { placeholder }),
    ...(value === '' ? {} : { value: value.slice(0, maxPromptLength) }),
  },
});
