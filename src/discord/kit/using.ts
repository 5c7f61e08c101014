import type { CommandName } from '../connection/command-rules.ts';
import type { CustomIdKind } from './custom-id.ts';

/** The command that a button counts as; the others only show something. **Again** depends on its version. */
export const standsFor: Readonly<Partial<Record<CustomIdKind, CommandName>>> = {
  edit: 'edit',
  'edit-which': 'edit',
  vary: 'edit',
  'vary-which': 'edit',
  'vary-subtle': 'edit',
  'vary-strong': 'edit',
  'upscale-2k': 'edit',
  'upscale-4k': 'edit',
  'edit-hint': 'edit',
  'edit-current': 'edit',
  'edit-replied': 'edit',
  'keep-rest': 'edit',
  'start-over': 'edit',
  make: 'imagine',
  undo: 'history',
  reset: 'history',
  use: 'history',
  'history-continue': 'history',
  'use-as-character': 'character',
  'change-character': 'character',
  sheet: 'character',
  'keep-sheet': 'character',
};

/** The command that asking for the same once more counts as. */
export function commandToRepeat({
  compares,
  edits,
}: {
  readonly compares: boolean;
  readonly edits: boolean;
}): CommandName {
  if (compares) return 'compare';
  return edits ? 'edit' : 'imagine';
}

/**
 * Commands by which somebody uses the bot without asking for a picture: the rules of a server about channels and roles are
 * looked at before they run. What only looks, or takes away one's own, is open to all.
 */
export const usingLeaves: ReadonlySet<string> = new Set([
  'history undo',
  'history redo',
  'history continue',
  'history reset',
  'character save',
]);
