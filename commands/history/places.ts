import type { WindowAt } from '../../src/application/services.ts';

/** Which part of a history, as a custom id or an option of a select names it. */
export function placeName(at: Exclude<WindowAt, { kind: 'page' }>): string {
  return at.kind === 'older' || at.kind === 'newer' ? `${at.kind}.${at.than}` : at.kind;
}

/** What it names; what is none of ours shows the newest. */
export function readPlace(name: string): WindowAt {
  const [, kind, than] = /^(older|newer|newest|oldest|current)(?:\.(\d{1,15}))?$/.exec(name) ?? [];
  switch (kind) {
    case 'older':
    case 'newer':
      return than === undefined ? { kind: 'newest' } : { kind, than: Number(than) };
    case 'oldest':
    case 'current':
      return { kind };
    default:
      return { kind: 'newest' };
  }
}
