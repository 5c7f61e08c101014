import { css } from 'lit';

export const requestStyle = css`
  :host {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
  }
  .filters {
    align-items: center;
    display: flex;
    flex: none;
    gap: 4px;
    padding: 8px 10px;
  }
  .filters button {
    border-radius: 10px;
    color: var(--muted);
    font-size: 0.75rem;
    padding: 1px 9px;
  }
  .filters button:hover,
  .filters [aria-pressed='true'] {
    background: #404249;
    color: #fff;
  }
  .count {
    color: var(--faint);
    flex: 1;
    font-size: 0.75rem;
    text-align: right;
  }
  .list {
    flex: 1;
    overflow-y: auto;
    padding: 0 6px 8px;
  }
  .none {
    color: var(--muted);
    margin: 8px;
  }
  .request > button {
    align-items: baseline;
    border-radius: 4px;
    display: grid;
    gap: 1px 6px;
    grid-template-columns: 46px 42px 1fr auto 46px;
    padding: 4px 6px;
    width: 100%;
  }
  .request > button:hover,
  .request > button[aria-expanded='true'] {
    background: var(--hover);
  }
  .to {
    font-size: 0.6875rem;
    font-weight: 600;
  }
  .to.discord {
    color: #a5aefb;
  }
  .to.images {
    color: #ff9ac1;
  }
  .to.bot {
    color: #8fe3b4;
  }
  .method,
  .path,
  .status,
  .time {
    font: 0.6875rem var(--mono);
  }
  .method {
    color: var(--muted);
  }
  .POST,
  .PUT {
    color: #7bc8a4;
  }
  .PATCH {
    color: #f0b232;
  }
  .DELETE {
    color: var(--red-text);
  }
  .path {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .good {
    color: #7bc8a4;
  }
  .odd {
    color: #f0b232;
  }
  .open {
    color: var(--muted);
  }
  .bad {
    color: var(--red-text);
  }
  .time {
    color: var(--faint);
    text-align: right;
  }
  .below {
    color: var(--muted);
    font-size: 0.6875rem;
    grid-column: 3 / -1;
    overflow-wrap: anywhere;
  }
  .fault {
    color: var(--red-text);
  }
  .file {
    background: #1e1f22;
    border-radius: 3px;
    display: inline-block;
    margin: 1px 4px 0 0;
    max-width: 100%;
    overflow: hidden;
    padding: 0 5px;
    text-overflow: ellipsis;
    vertical-align: bottom;
    white-space: nowrap;
    box-sizing: border-box;
  }
  .detail {
    background: #1e1f22;
    border-radius: 4px;
    margin: 2px 4px 8px;
    padding: 6px 10px 10px;
  }
  .detail h4 {
    color: var(--muted);
    font-size: 0.6875rem;
    margin: 8px 0 2px;
    text-transform: uppercase;
  }
  .detail pre {
    font: 0.6875rem / 1.45 var(--mono);
    margin: 0;
    max-height: 320px;
    overflow: auto;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
`;
