import { css, html, LitElement } from 'lit';
import { icons } from '../icons.ts';
import { fileSize } from '../messages/picture.ts';

/** A file that is no picture: its name, its size, and the way to have it. */
export class PlayFile extends LitElement {
  static override properties = {
    name: { attribute: false },
    size: { attribute: false },
    href: { attribute: false },
  };
  declare name: string;
  declare size: number | null;
  declare href: string;

  static override styles = css`
    :host {
      display: block;
    }
    a {
      align-items: center;
      background: #2b2d31;
      border: 1px solid #232428;
      border-radius: 8px;
      color: var(--link);
      display: inline-flex;
      gap: 10px;
      margin: 4px 0;
      max-width: 400px;
      padding: 12px 16px;
      text-decoration: none;
    }
    svg {
      color: var(--mention-text);
      flex: none;
      font-size: 30px;
    }
    small {
      color: var(--muted);
      display: block;
    }
  `;

  override render() {
    return html`<a href="${this.href}?download" download=${this.name} data-testid="file">
      ${icons.file}
      <span>${this.name}${this.size === null ? '' : html`<small>${fileSize(this.size)}</small>`}</span>
    </a>`;
  }
}
