import { css } from 'lit';

/** For whatever shows a message's components. */
export const componentStyle = css`
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin: 4px 0;
  }
  .section {
    align-items: flex-start;
    display: flex;
    gap: 12px;
    justify-content: space-between;
    max-width: 600px;
  }
  .section-text {
    flex: 1;
    min-width: 0;
  }
  .thumbnail {
    flex: none;
    width: 85px;
  }
  .separator {
    margin: 4px 0;
  }
  .separator.wide {
    margin: 10px 0;
  }
  .separator.divided {
    border-top: 1px solid var(--line);
  }
  .container {
    background: #2b2d31;
    border: 1px solid rgb(255 255 255 / 5%);
    border-left: 4px solid var(--accent, #1e1f22);
    border-radius: 4px;
    display: grid;
    gap: 6px;
    margin: 4px 0;
    max-width: 560px;
    padding: 12px 16px;
    width: fit-content;
  }
  .unknown {
    color: var(--muted);
    font-style: italic;
  }
`;
