import { css } from 'lit';

/** A button without the browser's own look. */
export const bareButton = css`
  button {
    background: none;
    border: 0;
    color: inherit;
    cursor: pointer;
    font: inherit;
    margin: 0;
    padding: 0;
    text-align: inherit;
  }
  button:focus-visible,
  a:focus-visible,
  [tabindex]:focus-visible {
    outline: 2px solid #00a8fc;
    outline-offset: 1px;
  }
`;

/** Text that is there for screen readers only. */
export const hiddenText = css`
  .hidden-text {
    clip-path: inset(50%);
    height: 1px;
    overflow: hidden;
    position: absolute;
    white-space: nowrap;
    width: 1px;
  }
`;

/** A list that floats over the composer or beside a message. */
export const floating = css`
  .floating {
    background: var(--floating);
    border-radius: 6px;
    box-shadow: var(--shadow), 0 0 0 1px rgb(0 0 0 / 40%);
    color: var(--text);
    padding: 6px 8px;
  }
  .floating [role='menuitem'],
  .floating [role='option'] {
    align-items: center;
    border-radius: 3px;
    display: flex;
    font-size: 0.875rem;
    gap: 8px;
    min-height: 32px;
    padding: 0 8px;
    width: 100%;
    box-sizing: border-box;
    cursor: pointer;
  }
  .floating [role='menuitem']:hover,
  .floating [role='menuitem']:focus-visible {
    background: var(--blurple);
    color: #fff;
  }
  .floating [role='option'][aria-selected='true'] {
    background: #404249;
  }
  .floating .danger {
    color: var(--red-text);
  }
`;
