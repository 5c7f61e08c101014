import { html, LitElement, nothing } from 'lit';
import type { ModalView, WireComponent } from '../../protocol.ts';
import { botAvatar } from '../assets.ts';
import { icons } from '../icons.ts';
import { renderMarkdown } from '../markdown/render-markdown.ts';
import { faceOf, type MessageContext } from '../messages/message-context.ts';
import type { Actions } from '../state/actions.ts';
import type { OpenForm } from '../state/page-state.ts';
import { formStyle } from './form-style.ts';
import {
  type Field,
  type FieldValue,
  type FieldValues,
  faultOf,
  fieldsOf,
  initialValues,
  submission,
} from './form-values.ts';
import { renderField } from './render-field.ts';

/** A form (Discord calls it a modal) that the bot opened. */
export class PlayForm extends LitElement {
  static override properties = {
    form: { attribute: false },
    context: { attribute: false },
    actions: { attribute: false },
    values: { state: true },
    tried: { state: true },
  };
  declare form: OpenForm;
  declare context: MessageContext;
  declare actions: Actions;
  declare values: FieldValues;
  /** Submitted once with something missing: faults are shown from then on. */
  declare tried: boolean;

  static override styles = formStyle;
  #modal: ModalView | null = null;

  constructor() {
    super();
    this.values = new Map();
    this.tried = false;
  }

  override willUpdate(): void {
    if (this.#modal?.id === this.form.modal.id) return;
    this.#modal = this.form.modal;
    this.values = initialValues(fieldsOf(this.form.modal.components));
    this.tried = false;
  }

  override firstUpdated(): void {
    this.renderRoot.querySelector('dialog')?.showModal();
    this.renderRoot.querySelector<HTMLElement>('textarea, input')?.focus();
  }

  override render() {
    const { modal, submission: sending, error } = this.form;
    const bot = faceOf(this.context.world.bot, this.context);
    return html`<dialog aria-label=${modal.title} data-testid="form" data-custom-id=${modal.customId} @cancel=${this.#cancel}>
      <form @submit=${this.#submit} @keydown=${this.#key}>
        <header>
          <img src=${botAvatar} alt="" />
          <h2>${modal.title}</h2>
          <button type="button" class="close" aria-label="Close" @click=${this.#cancel}>${icons.close}</button>
        </header>
        <div class="note">
          This form will be submitted to <b>${bot.name}</b>. Do not share passwords or other sensitive information.
        </div>
        <div class="fields">${modal.components.map((component) => this.#part(component))}</div>
        <footer>
          <span class="error" role="alert" data-testid="form-error">${error ?? nothing}</span>
          <button type="button" class="cancel" @click=${this.#cancel}>Cancel</button>
          <button type="submit" class="submit" data-testid="form-submit" ?disabled=${sending !== null}>
            ${sending === null ? 'Submit' : 'Submitting…'}
          </button>
        </footer>
      </form>
    </dialog>`;
  }

  #part(component: WireComponent) {
    if (component.type === 10) {
      return renderMarkdown(component.content ?? '', this.context);
    }
    return fieldsOf([component]).map((field) => this.#field(field));
  }

  #field(field: Field) {
    const value = this.values.get(field.customId) ?? '';
    const fault = this.tried ? faultOf(field, value) : null;
    return html`<fieldset data-testid="field-${field.customId}">
      <legend>
        ${field.label}${
          field.component.required === false || field.component.type === 23
            ? nothing
            : html`<span class="required" aria-hidden="true"> *</span>`
        }
      </legend>
      ${field.description === '' ? nothing : html`<p class="about">${field.description}</p>`}
      ${renderField({
        field,
        value,
        world: this.context.world,
        guild: this.context.guild,
        set: (changed) => this.#set(field, changed),
      })}
      ${fault === null ? nothing : html`<p class="fault" role="alert">${fault}</p>`}
    </fieldset>`;
  }

  #set(field: Field, value: FieldValue): void {
    this.values = new Map(this.values).set(field.customId, value);
  }

  #submit(event: Event): void {
    event.preventDefault();
    const fields = fieldsOf(this.form.modal.components);
    this.tried = true;
    if (fields.some((field) => faultOf(field, this.values.get(field.customId)) !== null)) return;
    const { values, files } = submission(fields, this.values);
    void this.actions.submitForm({ act: 'submit form', modal: this.form.modal.id, values }, files);
  }

  #cancel(event: Event): void {
    event.preventDefault();
    this.actions.dismissForm();
  }

  /** Ctrl-Enter sends, as in Discord. */
  #key(event: KeyboardEvent): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.#submit(event);
  }
}
