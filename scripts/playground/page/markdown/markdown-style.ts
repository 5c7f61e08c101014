import { css } from 'lit';

/** For whatever shows rendered markdown. */
export const markdownStyle = css`
  .markdown {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    line-height: 1.375rem;
  }
  .markdown strong {
    font-weight: 700;
  }
  .markdown a {
    color: var(--link);
    text-decoration: none;
  }
  .markdown a:hover {
    text-decoration: underline;
  }
  .markdown .subtext {
    display: block;
    color: var(--muted);
    font-size: 0.8125rem;
    line-height: 1.125rem;
  }
  .markdown .heading {
    color: var(--bright);
    font-weight: 700;
    margin: 8px 0 4px;
  }
  .markdown .heading:first-child {
    margin-top: 0;
  }
  .markdown .heading-1 {
    font-size: 1.5rem;
    line-height: 1.9rem;
  }
  .markdown .heading-2 {
    font-size: 1.25rem;
    line-height: 1.6rem;
  }
  .markdown .heading-3 {
    font-size: 1rem;
  }
  .markdown ul,
  .markdown ol {
    margin: 4px 0;
    padding-left: 22px;
    white-space: normal;
  }
  .markdown code {
    background: #1e1f22;
    border-radius: 4px;
    font: 0.875rem / 1.125rem var(--mono);
    padding: 0.15em 0.3em;
    white-space: pre-wrap;
  }
  .markdown pre {
    background: #1e1f22;
    border: 1px solid #1a1b1e;
    border-radius: 4px;
    margin: 6px 0 0;
    max-width: 90%;
    padding: 8px;
  }
  .markdown pre code {
    background: none;
    padding: 0;
  }
`;
