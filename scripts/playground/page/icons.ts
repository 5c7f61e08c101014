import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit';

// Drawn on 24 × 24, in the colour of the text around them.

const icon = (content: SVGTemplateResult): TemplateResult =>
  html`<svg width="1em" height="1em" viewBox="0 0 24 24" fill="currentColor" aria-hidden="true">${content}</svg>`;

const lines = (path: string): TemplateResult =>
  icon(
    svg`<path d=${path} fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>`,
  );

export const icons = {
  hash: lines('M10 4 8 20M16 4l-2 16M4.5 9h16M3.5 15h16'),
  thread: lines('M4 4h16v11h-7l-4 4v-4H4zM8 8h8M8 11h5'),
  home: icon(
    svg`<path d="M5 4h14a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3h-5l-4 4v-4H5a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3zm3 6a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3zm4 0a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3zm4 0a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3z"/>`,
  ),
  plus: lines('M12 5v14M5 12h14'),
  plusCircle: icon(svg`<path d="M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm5 11h-4v4h-2v-4H7v-2h4V7h2v4h4v2z"/>`),
  reply: icon(svg`<path d="M10 8.3V4L3 11l7 7v-4.2c5 0 8.5 1.6 11 5.2-1-5-4-9.7-11-10.7z"/>`),
  forward: icon(svg`<path d="M14 8.3V4l7 7-7 7v-4.2c-5 0-8.5 1.6-11 5.2 1-5 4-9.7 11-10.7z"/>`),
  pencil: icon(
    svg`<path d="M4 17.2V20h2.8L17.3 9.5l-2.8-2.8L4 17.2zM20.7 6a1 1 0 0 0 0-1.4l-1.3-1.3a1 1 0 0 0-1.4 0l-1.5 1.5 2.8 2.8L20.7 6z"/>`,
  ),
  trash: icon(svg`<path d="M6 8h12l-1 12a2 2 0 0 1-2 2H9a2 2 0 0 1-2-2L6 8zm9-5 1 1h4v2H4V4h4l1-1h6z"/>`),
  more: icon(
    svg`<path d="M5 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4zm7 0a2 2 0 1 0 0 4 2 2 0 0 0 0-4zm7 0a2 2 0 1 0 0 4 2 2 0 0 0 0-4z"/>`,
  ),
  close: lines('M6 6l12 12M18 6 6 18'),
  closeCircle: icon(
    svg`<path d="M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm4.2 12.8-1.4 1.4L12 13.4l-2.8 2.8-1.4-1.4 2.8-2.8-2.8-2.8 1.4-1.4 2.8 2.8 2.8-2.8 1.4 1.4-2.8 2.8 2.8 2.8z"/>`,
  ),
  down: lines('M6 9l6 6 6-6'),
  right: lines('M9 6l6 6-6 6'),
  check: lines('M5 13l4 4L19 7'),
  upload: lines('M12 16V4M7 9l5-5 5 5M4 16v3a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-3'),
  download: lines('M12 4v12M7 11l5 5 5-5M4 20h16'),
  file: lines('M6 3h8l5 5v13H6zM14 3v5h5'),
  picture: lines('M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15 9h.01'),
  eye: lines('M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z'),
  panel: lines('M3 5h18v14H3zM15 5v14'),
  apps: icon(
    svg`<path d="M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM16.5 13l1.2 2.8 2.8 1.2-2.8 1.2-1.2 2.8-1.2-2.8-2.8-1.2 2.8-1.2z"/>`,
  ),
  slash: lines('M15 4 9 20'),
  at: lines('M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM16 12v1.5a2.5 2.5 0 0 0 5 0V12a9 9 0 1 0-3.6 7.2'),
  link: lines('M14 4h6v6M20 4l-9 9M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5'),
} as const;
