import type { Action } from '../../src/discord/kit/action.ts';
import { again } from './again.ts';
import { allowOnce, appeal, sendAppeal } from './appeal.ts';
import { turnBlocklist } from './blocklist.ts';
import { cancel } from './cancel.ts';
import { changeCharacter, characterForm } from './character-form.ts';
import { confirm, decline } from './confirm.ts';
import { draftForm } from './draft.ts';
import { editButton, editForm } from './edit.ts';
import { editHint } from './edit-hint.ts';
import { full } from './full.ts';
import { chooseInHistory, continueFromChosen, turnHistory, turnHistoryPage } from './history.ts';
import { keepRest } from './keep-rest.ts';
import { editCurrent, editReplied, make } from './kept-words.ts';
import { clearLimits, turnLimits } from './limits.ts';
import { more, useVersion } from './more.ts';
import { turnCharacters, turnHelp, turnQuota } from './pages.ts';
import { chooseInPanel, fillInPanel, openInPanel, setInPanel, turnPanel } from './panel.ts';
import { deleteAll, keepAll } from './privacy.ts';
import { turnRules } from './rule-pages.ts';
import { keepSheet, sheet } from './sheet.ts';
import { show } from './show.ts';
import { startOver, startOverForm } from './start-over.ts';
import { otherWords, otherWordsForm, tryAgain } from './try-again.ts';
import { undo } from './undo.ts';
import { whatChanged } from './what-changed.ts';
import { why } from './why.ts';

/** Every button and form. What stands in a custom id and not here is answered kindly, and does nothing. */
export const actions: readonly Action[] = [
  editButton,
  editForm,
  draftForm,
  editHint,
  again,
  undo,
  more,
  full,
  why,
  whatChanged,
  keepRest,
  startOver,
  startOverForm,
  show,
  cancel,
  turnLimits,
  ...turnRules,
  turnBlocklist,
  turnQuota,
  turnHelp,
  turnHistoryPage,
  turnHistory,
  chooseInHistory,
  continueFromChosen,
  clearLimits,
  deleteAll,
  keepAll,
  confirm,
  decline,
  make,
  editCurrent,
  editReplied,
  useVersion,
  characterForm,
  changeCharacter,
  turnCharacters,
  sheet,
  keepSheet,
  turnPanel,
  setInPanel,
  chooseInPanel,
  openInPanel,
  fillInPanel,
  tryAgain,
  otherWords,
  otherWordsForm,
  appeal,
  sendAppeal,
  allowOnce,
];
