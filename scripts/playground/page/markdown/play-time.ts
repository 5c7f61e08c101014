import { css, html, LitElement } from 'lit';
import { clock } from '../state/clock.ts';
import { relativeTime, timeInWords } from './time-in-words.ts';

/** `<t:…>`: a point in time in the reader's own words; relative ones tick. */
export class PlayTime extends LitElement {
  static override properties = { seconds: { type: Number }, format: { type: String } };
  declare seconds: number;
  declare format: string;
  #ticking: ReturnType<typeof setInterval> | undefined;

  static override styles = css`
    span {
      background: rgb(255 255 255 / 6%);
      border-radius: 3px;
      padding: 0 2px;
    }
  `;

  constructor() {
    super();
    this.seconds = 0;
    this.format = 'f';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ticking = setInterval(() => {
      if (this.format === 'R') this.requestUpdate();
    }, 1000);
  }

  override disconnectedCallback(): void {
    clearInterval(this.#ticking);
    super.disconnectedCallback();
  }

  override render() {
    const at = this.seconds * 1000;
    const words = this.format === 'R' ? relativeTime(at, clock.now()) : timeInWords(at, this.format);
    return html`<span title=${timeInWords(at, 'F')} data-testid="time">${words}</span>`;
  }
}
