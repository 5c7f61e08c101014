import { css, html, LitElement } from 'lit';
import type { ControlGroup } from '../../protocol.ts';
import { bareButton } from '../look.ts';
import type { Actions } from '../state/actions.ts';

/** Switches for what goes wrong next. */
export class PlayControls extends LitElement {
  static override properties = { controls: { attribute: false }, actions: { attribute: false } };
  declare controls: readonly ControlGroup[];
  declare actions: Actions;

  static override styles = [
    bareButton,
    css`
      :host {
        overflow-y: auto;
        padding: 4px 12px 16px;
      }
      h3 {
        color: var(--bright);
        font-size: 0.875rem;
        margin: 14px 0 0;
      }
      p {
        color: var(--muted);
        font-size: 0.75rem;
        margin: 0 0 8px;
      }
      .switches {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
      }
      button {
        background: #404249;
        border-radius: 4px;
        font-size: 0.8125rem;
        padding: 5px 10px;
      }
      button:hover {
        background: #4e5058;
      }
      button[aria-pressed='true'] {
        background: var(--yellow);
        color: #000;
      }
    `,
  ];

  override render() {
    return this.controls.map(
      ({ title, about, controls }) => html`<section aria-label=${title}>
        <h3>${title}</h3>
        <p>${about}</p>
        <div class="switches">
          ${controls.map(
            (control) => html`<button
                type="button"
                title=${control.hint}
                aria-pressed=${control.armed}
                data-testid="control-${control.id}"
                @click=${() => void this.actions.useControl(control.id)}
              >
                ${control.label}
              </button>`,
          )}
        </div>
      </section>`,
    );
  }
}
