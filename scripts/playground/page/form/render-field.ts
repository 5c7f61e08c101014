import { html, nothing, type TemplateResult } from 'lit';
import type { GuildView, PlaygroundWorld, WireComponent } from '../../protocol.ts';
import { selectChoices } from '../components/select-choices.ts';
import type { StagedFile } from '../composer/staged-file.ts';
import type { Field, FieldValue } from './form-values.ts';

export interface FieldView {
  readonly field: Field;
  readonly value: FieldValue;
  readonly world: PlaygroundWorld;
  readonly guild: GuildView | null;
  readonly set: (value: FieldValue) => void;
}

/** The field itself, of whatever kind. */
export function renderField(view: FieldView): TemplateResult {
  const { component } = view.field;
  switch (component.type) {
    case 4:
      return textInput(view);
    case 19:
      return html`<play-upload
        .label=${view.field.label}
        .component=${component}
        .files=${isStaged(view.value) ? view.value : []}
        @files=${({ detail }: CustomEvent<readonly StagedFile[]>) => view.set(detail)}
      ></play-upload>`;
    case 21:
      return choices(view, 'radio', (option) => view.set(option.value));
    case 22:
      return choices(view, 'checkbox', (option, on) => {
        const others = strings(view.value).filter((one) => one !== option.value);
        view.set(on ? [...others, option.value] : others);
      });
    case 23:
      return html`<label class="choice">
        <input
          type="checkbox"
          aria-label=${view.field.label}
          .checked=${view.value === true}
          @change=${(event: Event) => view.set((event.target as HTMLInputElement).checked)}
        />
        <span>${component.label ?? component.description ?? 'Yes'}</span>
      </label>`;
    default:
      return select(view);
  }
}

function textInput({ field, value, set }: FieldView): TemplateResult {
  const { style, placeholder = '', max_length: most } = field.component;
  const text = typeof value === 'string' ? value : '';
  const input = (event: Event) => set((event.target as HTMLInputElement | HTMLTextAreaElement).value);
  const box =
    style === 2
      ? html`<textarea rows="4" aria-label=${field.label} placeholder=${placeholder} .value=${text} @input=${input}></textarea>`
      : html`<input type="text" aria-label=${field.label} placeholder=${placeholder} .value=${text} @input=${input} />`;
  return html`<div class="text">
    ${box}${most === undefined ? nothing : html`<span class="count">${most - text.length}</span>`}
  </div>`;
}

function select({ field, value, world, guild, set }: FieldView): TemplateResult {
  const { component, label } = field;
  const chosen = strings(value);
  const offered = selectChoices(component, world, guild).map((choice) => ({
    ...choice,
    chosen: chosen.includes(choice.value),
  }));
  return html`<play-select
    label=${label}
    placeholder=${component.placeholder ?? ''}
    min=${component.required === false ? 0 : (component.min_values ?? 1)}
    max=${component.max_values ?? 1}
    .choices=${offered}
    @change=${({ detail }: CustomEvent<readonly string[]>) => set(detail)}
  ></play-select>`;
}

function choices(
  { field, value }: FieldView,
  type: 'radio' | 'checkbox',
  change: (option: NonNullable<WireComponent['options']>[number], on: boolean) => void,
): TemplateResult {
  const chosen = typeof value === 'string' ? [value] : strings(value);
  return html`${(field.component.options ?? []).map(
    (option) => html`<label class="choice">
      <input
        type=${type}
        name=${field.customId}
        .checked=${chosen.includes(option.value)}
        @change=${(event: Event) => change(option, (event.target as HTMLInputElement).checked)}
      />
      <span
        >${option.label}${option.description === undefined ? nothing : html`<small>${option.description}</small>`}</span
      >
    </label>`,
  )}`;
}

function strings(value: FieldValue): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function isStaged(value: FieldValue): value is readonly StagedFile[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'object');
}
