import { css } from 'lit';
import { componentStyle } from '../components/component-style.ts';
import { markdownStyle } from '../markdown/markdown-style.ts';

const own = css`
  :host {
    display: block;
  }
  .around {
    margin-top: 17px;
    position: relative;
  }
  .around.grouped {
    margin-top: 0;
  }
  :host([answering]) .around {
    background: rgb(88 101 242 / 10%);
    box-shadow: inset 2px 0 var(--blurple);
  }
  .around:hover discord-message,
  .menu-open discord-message {
    background-color: rgb(2 2 2 / 6%);
  }
  discord-message {
    color: var(--text);
    font-family: var(--font);
    font-size: 1rem;
    margin: 0;
    padding: 2px 48px 2px 16px;
  }
  discord-message[ephemeral] {
    background-color: rgb(88 101 242 / 5%);
    padding-right: 48px;
  }
  .around:hover discord-message[ephemeral] {
    background-color: rgb(88 101 242 / 10%);
  }
  discord-reply,
  discord-command {
    /* The line's hook at the left stays, what is too long at the right goes. */
    clip-path: inset(-10px 0 -10px -60px);
    max-width: calc(100% - 56px);
  }
  discord-embed {
    margin: 4px 0;
  }
  discord-embed,
  discord-embed-description {
    font-size: 0.875rem;
  }
  .thinking {
    align-items: center;
    color: var(--muted);
    display: inline-flex;
    gap: 8px;
  }
  .dots {
    display: inline-flex;
    gap: 4px;
  }
  .dots i {
    animation: dot 1.2s infinite;
    background: var(--text);
    border-radius: 50%;
    height: 7px;
    width: 7px;
  }
  .dots i:nth-child(2) {
    animation-delay: 0.2s;
  }
  .dots i:nth-child(3) {
    animation-delay: 0.4s;
  }
  @keyframes dot {
    50% {
      opacity: 0.3;
      transform: scale(0.8);
    }
  }
  .edited {
    color: var(--muted);
    font-size: 0.625rem;
    padding-left: 4px;
  }
  .failed {
    color: var(--red-text);
    font-size: 0.875rem;
  }
  .forwarded {
    border-left: 4px solid #4e5058;
    border-radius: 3px;
    padding-left: 10px;
  }
  .forwarded em {
    color: var(--muted);
    font-size: 0.875rem;
  }
  play-message-menu {
    position: absolute;
    right: 16px;
    top: -16px;
    visibility: hidden;
    z-index: 5;
  }
  .around:hover play-message-menu,
  .around:focus-within play-message-menu,
  .menu-open play-message-menu {
    visibility: visible;
  }
  .menu-open play-message-menu {
    z-index: 50;
  }
`;

export const messageStyle = [markdownStyle, componentStyle, own];
