import { css } from 'lit';
import { bareButton } from '../look.ts';
import { markdownStyle } from '../markdown/markdown-style.ts';

export const formStyle = [
  bareButton,
  markdownStyle,
  css`
    dialog {
      background: var(--chat);
      border: 0;
      border-radius: 8px;
      box-shadow: 0 12px 40px rgb(0 0 0 / 50%);
      color: var(--text);
      max-height: calc(100vh - 40px);
      padding: 0;
      width: 460px;
    }
    dialog::backdrop {
      background: rgb(0 0 0 / 70%);
    }
    form {
      display: flex;
      flex-direction: column;
      max-height: calc(100vh - 40px);
    }
    header {
      align-items: center;
      display: flex;
      gap: 12px;
      padding: 16px;
    }
    header img {
      border-radius: 50%;
      height: 36px;
      width: 36px;
    }
    h2 {
      color: var(--bright);
      flex: 1;
      font-size: 1.25rem;
      font-weight: 600;
      margin: 0;
    }
    .close {
      color: var(--muted);
      display: flex;
      font-size: 24px;
    }
    .note {
      background: rgb(240 178 50 / 8%);
      border: 1px solid rgb(240 178 50 / 40%);
      border-radius: 4px;
      font-size: 0.8125rem;
      margin: 0 16px 12px;
      padding: 8px 12px;
    }
    .fields {
      display: flex;
      flex-direction: column;
      gap: 18px;
      min-height: 120px;
      overflow-y: auto;
      padding: 4px 16px 20px;
    }
    fieldset {
      border: 0;
      margin: 0;
      min-width: 0;
      padding: 0;
    }
    legend {
      color: var(--bright);
      font-size: 0.9375rem;
      font-weight: 500;
      margin-bottom: 6px;
      padding: 0;
    }
    .required {
      color: var(--red);
    }
    .about {
      color: var(--muted);
      font-size: 0.8125rem;
      margin: -4px 0 6px;
    }
    .fault,
    .error {
      color: var(--red-text);
      font-size: 0.8125rem;
    }
    .fault {
      margin: 4px 0 0;
    }
    .text {
      position: relative;
    }
    .text input,
    .text textarea {
      background: #1e1f22;
      border: 0;
      border-radius: 4px;
      box-sizing: border-box;
      color: var(--text);
      display: block;
      font: inherit;
      padding: 10px;
      resize: vertical;
      width: 100%;
    }
    .text input:focus,
    .text textarea:focus {
      outline: 2px solid #00a8fc;
      outline-offset: -1px;
    }
    .count {
      bottom: 6px;
      color: var(--faint);
      font-size: 0.75rem;
      position: absolute;
      right: 10px;
    }
    .choice {
      align-items: center;
      background: #2b2d31;
      border-radius: 4px;
      display: flex;
      gap: 10px;
      margin-top: 6px;
      padding: 9px 12px;
    }
    .choice input {
      accent-color: var(--blurple);
      height: 18px;
      margin: 0;
      width: 18px;
    }
    .choice small {
      color: var(--muted);
      display: block;
    }
    play-select {
      max-width: none;
    }
    footer {
      align-items: center;
      background: #2b2d31;
      display: flex;
      gap: 12px;
      padding: 14px 16px;
    }
    footer .error {
      flex: 1;
    }
    footer button {
      font-size: 0.875rem;
      font-weight: 500;
      min-height: 36px;
      padding: 0 18px;
    }
    .cancel:hover {
      text-decoration: underline;
    }
    .submit {
      background: var(--blurple);
      border-radius: 4px;
      color: #fff;
    }
    .submit:hover {
      background: var(--blurple-dark);
    }
    .submit:disabled {
      cursor: default;
      opacity: 0.6;
    }
  `,
];
