import { css } from 'lit';
import { bareButton } from '../look.ts';

export const composerStyle = [
  bareButton,
  css`
    :host {
      display: block;
      padding: 0 16px 24px;
      position: relative;
    }
    .around {
      position: relative;
    }
    .box {
      background: var(--input);
      border-radius: 8px;
    }
    .under-bar {
      border-top-left-radius: 0;
      border-top-right-radius: 0;
    }
    .dragging .box {
      outline: 2px dashed var(--blurple);
    }
    .line {
      align-items: flex-start;
      display: flex;
    }
    .attach {
      color: #b5bac1;
      display: flex;
      font-size: 24px;
      padding: 10px 16px;
    }
    .attach:hover {
      color: var(--text);
    }
  `,
];
