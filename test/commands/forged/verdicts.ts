import { failureMessage } from '../../../src/words/failure-message.ts';
import { english } from '../../../src/words/words.ts';
import { everyone, type Who } from './people.ts';

// Who may do what, of everything that there is.

/** Who may; the others are refused privately, and nothing is asked, charged or changed. */
export interface Verdict {
  readonly may: readonly Who[];
  /** What is done then; nothing where it only shows something, or opens a form. */
  readonly deeds: readonly string[];
  /** What the others are told; whoever is paused and may not, always that. */
  readonly refused: string | Readonly<Partial<Record<Who, string>>>;
}

const members = ['asker', 'outsider', 'moderator', 'manager', 'owner'] as const;
const managers = ['manager', 'owner', 'foreigner'] as const;
const words = english();
const managersOnly = words.say('server.managers-only');
const gone = failureMessage(words, { code: 'source_gone' });

/** Everybody everywhere, but whoever is paused. */
const all = (...deeds: readonly string[]): Verdict => ({ may: [...members, 'foreigner'], deeds, refused: '' });
/** Also whoever is paused: it is theirs, or it only tells. */
const free = (...deeds: readonly string[]): Verdict => ({ may: everyone, deeds, refused: '' });
/** Managers, each of their own server. */
const manage = (...deeds: readonly string[]): Verdict => ({ may: managers, deeds, refused: managersOnly });
const manageFree = (...deeds: readonly string[]): Verdict => ({ ...manage(...deeds), may: [...managers, 'paused'] });
/** Whose it is. */
const own = (refused: string, ...deeds: readonly string[]): Verdict => ({ may: ['asker'], deeds, refused });
const ownFree = (refused: string, ...deeds: readonly string[]): Verdict => ({
  ...own(refused, ...deeds),
  may: ['asker', 'paused'],
});

const say = words.say;

export const verdicts: Readonly<Record<string, Verdict>> = {
  '/imagine': all('ask'),
  '/edit': all('ask'),
  '/compare': all('ask'),
  '/history show': free(),
  '/history undo': all('undo'),
  '/history redo': all('redo'),
  '/history continue': all('continueFrom'),
  '/history export': free('exportChain'),
  '/history reset': all('reset'),
  '/character save': all('drafts.keep'),
  '/character list': free(),
  '/character show': {
    may: [...members, 'paused'],
    deeds: [],
    refused: say('character.unknown'),
  },
  '/character delete': {
    may: ['asker', 'moderator', 'owner'],
    deeds: ['characters.remove'],
    refused: {
      outsider: say('character.remove.not-theirs'),
      manager: say('character.remove.not-theirs'),
      foreigner: say('character.unknown'),
    },
  },
  '/defaults set': all('defaults.set'),
  '/defaults show': free(),
  '/defaults clear': all('defaults.clear'),
  '/quota': free(),
  '/privacy export': free('exportAll'),
  '/privacy delete': free('askDelete'),
  '/help': free(),
  'message Edit image': all('drafts.keep'),
  'message Use as character': all('drafts.keep'),
  'message Recipe': free(),

  '/server limit set': manage('limits.set'),
  '/server limit clear': manage('limits.clear'),
  '/server limit list': manageFree(),
  '/server channels allow': {
    may: ['manager', 'owner'],
    deeds: ['change'],
    refused: {
      asker: managersOnly,
      outsider: managersOnly,
      moderator: managersOnly,
      foreigner: say('server.channels.foreign'),
    },
  },
  '/server channels deny': {
    may: ['manager', 'owner'],
    deeds: ['change'],
    refused: {
      asker: managersOnly,
      outsider: managersOnly,
      moderator: managersOnly,
      foreigner: say('server.channels.foreign'),
    },
  },
  '/server channels clear': manage('change'),
  '/server channels list': manageFree(),
  '/server roles allow': manage('change'),
  '/server roles clear': manage('change'),
  '/server roles list': manageFree(),
  '/server models allow': manage('change'),
  '/server models clear': manage('change'),
  '/server models list': manageFree(),
  '/server defaults set': manage('defaults'),
  '/server defaults show': manageFree(),
  '/server defaults clear': manage('clear defaults'),
  '/server trusted list': manageFree(),
  '/server trusted remove': manage('change'),
  '/server blocklist add': manage('blocklist.add'),
  '/server blocklist remove': manage('blocklist.remove'),
  '/server blocklist list': manageFree(),
  '/server blocklist action': manage('blocklist.setAction'),
  '/server pause': manage('pause'),
  '/server audit': manage('serverAudit'),
  '/server log': manage('serverLog'),
  '/server panel': manage(),
  '/server doctor': manageFree(),

  'button edit': own(gone),
  'button edit-which': own(gone),
  'button use': own(say('history.unknown-version'), 'use'),
  'button vary': own(gone),
  'button vary-which': own(gone),
  'button vary-subtle': own(gone, 'rework'),
  'button vary-strong': own(gone, 'rework'),
  'button upscale-2k': own(gone, 'rework'),
  'button upscale-4k': own(gone, 'rework'),
  'button again': own(gone, 'askAgain'),
  'button finish': own(gone, 'finishDraft'),
  'button undo': own(say('history.unknown-version'), 'undo'),
  'button reset': own(say('history.reset.not-theirs'), 'agreeToReset'),
  'button keep-head': ownFree(say('history.reset.not-theirs'), 'declineReset'),
  'button more': ownFree(gone),
  'button more-of': ownFree(gone),
  'button recipe': ownFree(gone),
  'button send-to-me': ownFree(gone, 'sendTo'),
  'button spoiler': own(gone, 'turnSpoiler'),
  'button delete-version': ownFree(say('delete.gone')),
  'button delete-version-now': ownFree(say('delete.gone'), 'deleteVersion'),
  'button keep-version': free(),
  'button full': ownFree(gone),
  'button why': ownFree(say('why.not-yours')),
  'button show': ownFree(say('ending.not-yours')),
  'button what-changed': ownFree(say('changed.unreadable')),
  'button keep-rest': own(gone, 'keepRest'),
  'button start-over': own(gone),
  'button edit-hint': own(gone, 'drafts.keep'),
  'button use-as-character': own(gone, 'drafts.keep'),
  'button cancel': ownFree(say('cancel.not-theirs'), 'cancel'),
  'button confirm': own(say('confirm.not-theirs'), 'confirm'),
  'button decline': ownFree(say('confirm.not-theirs'), 'decline'),
  'button make': own(say('notice.offer.not-yours'), 'words.take', 'ask'),
  'button edit-current': own(say('notice.offer.not-yours'), 'words.take', 'ask'),
  'button edit-replied': own(say('notice.offer.not-yours'), 'words.take', 'ask'),
  'button change-character': own(say('form.draft.gone')),
  'button sheet': {
    ...own('', 'askSheet'),
    refused: {
      outsider: say('character.sheet.not-theirs'),
      moderator: say('character.sheet.not-theirs'),
      manager: say('character.sheet.not-theirs'),
      owner: say('character.sheet.not-theirs'),
      foreigner: say('character.gone'),
    },
  },
  'button keep-sheet': own(say('character.sheet.keep.not-theirs'), 'keepSheet'),
  'button delete-all': ownFree(say('privacy.delete.not-theirs'), 'agreeToDelete'),
  'button keep-all': ownFree(say('privacy.keep.over'), 'keepAll'),
  'button try-again': own(say('try-again.not-theirs'), 'tryAgain'),
  'button other-words': own(say('try-again.not-theirs')),
  'button appeal': own(say('try-again.not-theirs')),
  'button send-appeal': own(say('try-again.not-theirs'), 'appeal'),
  'button allow-once': {
    may: ['moderator', 'manager', 'owner'],
    deeds: ['allow'],
    refused: {
      asker: say('appeal.moderators-only'),
      outsider: say('appeal.moderators-only'),
      foreigner: say('try-again.gone'),
    },
  },
  'button quota-page': free(),
  'button help-page': free(),
  'button history-page': free(),
  'button history-at': free(),
  'select history-at': free(),
  'select history-continue': own(say('history.unknown-version'), 'use'),
  'button characters-page': free(),
  'button limits-page': manageFree(),
  'button channels-page': manageFree(),
  'button roles-page': manageFree(),
  'button models-page': manageFree(),
  'button trusted-page': manageFree(),
  'button blocklist-page': manageFree(),
  'button clear-limits': {
    may: ['manager'],
    deeds: ['limits.confirm'],
    refused: {
      asker: managersOnly,
      outsider: managersOnly,
      moderator: managersOnly,
      owner: say('server.limit.clear.over'),
      foreigner: say('server.limit.clear.over'),
    },
  },
  'button panel': manage(),
  'button panel-set': manage('change'),
  'select panel-set': manage('change'),
  'button panel-form': manage(),

  'form edit-form': own(gone, 'ask'),
  'form start-over-form': own(gone, 'ask'),
  'form draft-form': own(say('form.draft.gone'), 'ask'),
  'form character-form': own(say('form.draft.gone'), 'characters.save'),
  'form panel-form': manage('blocklist.add'),
  'form other-words-form': own(say('try-again.not-theirs'), 'tryAgain'),
};
