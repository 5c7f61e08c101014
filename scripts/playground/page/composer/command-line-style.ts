import { css } from 'lit';
import { bareButton } from '../look.ts';

export const commandLineStyle = [
  bareButton,
  css`
    :host {
      display: block;
      flex: 1;
      min-width: 0;
    }
    .line {
      align-items: center;
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
      min-height: 24px;
      padding: 10px 44px 10px 0;
      position: relative;
    }
    img {
      border-radius: 50%;
      height: 22px;
      width: 22px;
    }
    .command {
      color: var(--bright);
      font-weight: 500;
    }
    .end {
      background: none;
      border: 0;
      color: var(--bright);
      flex: 1;
      font: inherit;
      min-width: 90px;
      outline: 0;
      padding: 0;
    }
    .end::placeholder {
      color: var(--muted);
    }
    .leave {
      color: var(--muted);
      display: flex;
      font-size: 18px;
      padding: 2px;
      position: absolute;
      right: 12px;
      top: 12px;
    }
  `,
];
