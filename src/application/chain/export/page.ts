import type { Version } from '../../../domain/chain/chain.ts';
import type { OutlineStep } from '../../../domain/chain/outline.ts';
import { contentHash, escapeHtml } from '../../../lib/text/html.ts';
import type { Whereabouts } from './exported-version.ts';
import type { ListedVersion } from './gather-chain.ts';

/** The words of the page, in the language of whoever asks. */
export interface PageTexts {
  readonly language: string;
  /** `older`: whether there were more than are in it. */
  title(about: { readonly versions: number; readonly older: boolean }): string;
  version(name: string): string;
  from(parent: string): string;
  by(member: string): string;
  readonly sent: string;
  readonly wordless: string;
  readonly current: string;
  readonly private: string;
  readonly copy: string;
  readonly gone: string;
  readonly tooLarge: string;
  readonly open: string;
  inPart(part: number): string;
  cost(charge: { readonly usd: number; readonly images: number }): string;
}

export interface PageItem {
  readonly listed: ListedVersion;
  readonly version: Version;
  readonly where: Whereabouts;
  /** By its name, where it is in this chain. */
  readonly parent: string | null;
  readonly isCurrent: boolean;
  /** What it came of is not for whoever asks to read. */
  readonly isWordless: boolean;
  /** Whether it is in another of several archives. */
  readonly isElsewhere: boolean;
}

/**
 * The chain as a page that is opened from where it was unpacked: nested lists, no script, nothing from elsewhere; whatever
 * members have written is text. In pieces, so that a chain of thousands is never one string.
 */
export async function* pageOf(
  outline: Iterable<OutlineStep>,
  items: AsyncIterator<PageItem | null, void>,
  texts: PageTexts,
  about: Parameters<PageTexts['title']>[0],
): AsyncGenerator<string, void> {
  const title = escapeHtml(texts.title(about));
  const policy = `default-src 'none'; style-src ${contentHash(style)}; img-src 'self' file:; base-uri 'none'; form-action 'none'`;
  yield `<!doctype html>
<html lang="${escapeHtml(texts.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<h1>${title}</h1>
`;
  for (const step of outline) {
    if (step.kind !== 'version') {
      yield { open: '<ol>\n', close: '</ol>\n', end: '</li>\n' }[step.kind];
      continue;
    }
    const next = await items.next();
    // Deleted since it was listed: what was made from it keeps its place.
    yield next.done === true || next.value === null ? '<li>' : itemOf(texts, next.value);
  }
  yield '</body>\n</html>\n';
}

function itemOf(texts: PageTexts, item: PageItem): string {
  const { listed, version, parent, isCurrent } = item;
  const { recipe, owner, audience, madeAt, model, width, height } = version;
  const revisedPrompt = item.isWordless ? undefined : version.revisedPrompt;
  const asked = item.isWordless ? texts.wordless : recipe?.prompt;
  const made = new Date(madeAt).toISOString();
  const marks = [
    ...(isCurrent ? [`<strong>${escapeHtml(texts.current)}</strong>`] : []),
    ...(audience === 'asker' ? [escapeHtml(texts.private)] : []),
    ...(parent === null ? [] : [escapeHtml(texts.from(parent))]),
  ];
  const facts = [
    ...(model === null ? [] : [model]),
    `${width}×${height}`,
    ...(listed.charge === null ? [] : [texts.cost(listed.charge)]),
    texts.by(owner),
  ].map(escapeHtml);
  const characters = (recipe?.characters ?? []).map(({ name }) => name).join(', ');
  return `<li id="v-${escapeHtml(listed.name)}"${isCurrent ? ' class="current"' : ''}>
<article>
${pictureOf(texts, item)}
<div>
<h2>${escapeHtml(texts.version(listed.name))}${marks.map((mark) => ` <small>${mark}</small>`).join('')}</h2>
<p class="prompt">${escapeHtml(asked ?? texts.sent)}</p>
${revisedPrompt === undefined ? '' : `<p class="revised">${escapeHtml(revisedPrompt)}</p>\n`}<p class="facts">${[
    ...(characters === '' ? [] : [escapeHtml(characters)]),
    ...facts,
    `<time datetime="${made}">${made.slice(0, 16).replace('T', ' ')} UTC</time>`,
  ].join(' · ')}</p>
</div>
</article>
`;
}

function pictureOf(texts: PageTexts, { listed, version, where, isElsewhere }: PageItem): string {
  if (where.file === null) {
    const why = escapeHtml(where.why === 'gone' ? texts.gone : texts.tooLarge);
    const link =
      where.link === undefined
        ? ''
        : ` <a href="${escapeHtml(where.link)}" rel="noreferrer">${escapeHtml(texts.open)}</a>`;
    return `<p class="none">${why}${link}</p>`;
  }
  const file = escapeHtml(where.file);
  const notes = [...(listed.isOriginal ? [] : [texts.copy]), ...(isElsewhere ? [texts.inPart(where.part)] : [])].map(
    (note) => `<figcaption>${escapeHtml(note)}</figcaption>`,
  );
  const covered = version.spoiler === true ? ' class="covered"' : '';
  return `<figure><a href="${file}"><img${covered} src="${file}" loading="lazy" width="${version.width}" height="${version.height}" alt="${escapeHtml(texts.version(listed.name))}"></a>${notes.join('')}</figure>`;
}

const style = `
:root { font: 16px/1.45 system-ui, sans-serif; color-scheme: light dark; --line: #8886; --soft: #8882; --mark: #5865f2; }
body { margin: 0 auto; padding: 1.5rem; max-width: 72rem; overflow-wrap: anywhere; }
h1 { font-size: 1.3rem; }
ol { list-style: none; margin: 0 0 2rem; padding: 0; }
ol ol { margin: .75rem 0 .75rem 1.25rem; padding-left: 1.25rem; border-left: 3px solid var(--line); }
li { margin: 0 0 .75rem; }
article { display: flex; gap: 1rem; padding: .75rem; border-radius: .75rem; background: var(--soft); }
.current > article { outline: 2px solid var(--mark); }
article > div { flex: 1; min-width: 0; }
figure, .none { flex: none; width: 9rem; margin: 0; }
img { display: block; width: 9rem; height: 9rem; object-fit: contain; border-radius: .5rem; background: var(--soft); }
.covered { filter: blur(1.25rem); }
figure a { display: block; overflow: hidden; border-radius: .5rem; }
figure a:is(:hover, :focus) .covered { filter: none; }
.none { padding: 1rem; box-sizing: border-box; border: 1px dashed var(--line); border-radius: .5rem; }
h2 { margin: 0; font-size: 1rem; }
small, figcaption, .facts, .revised, .none { font-size: .85rem; font-weight: normal; opacity: .8; }
.prompt { margin: .35rem 0; white-space: pre-wrap; }
.revised { margin: .35rem 0; padding-left: .75rem; border-left: 2px solid var(--line); white-space: pre-wrap; }
.facts { margin: 0; }
@media (max-width: 36rem) { body { padding: .75rem; } article { flex-direction: column; } ol ol { margin-left: .25rem; padding-left: .5rem; } }
`;
