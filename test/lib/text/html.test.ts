import { expect, test } from 'vitest';
import { contentHash, escapeHtml } from '../../../src/lib/text/html.ts';

test('a text stands in a page as it was written, between tags and in quotes', () => {
  expect(escapeHtml(`<b a="1" c='2'>&amp;</b>`)).toBe('&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;amp;&lt;/b&gt;');
  expect(escapeHtml('灯台を夜に 🌙')).toBe('灯台を夜に 🌙');
});

test('a style is allowed by its hash', () => {
  expect(contentHash('')).toBe("'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
});
