import type { Action } from '../../src/discord/kit/action.ts';
import { again } from './again.ts';
import { allowOnce, appeal, sendAppeal } from './appeal.ts';
import { deleteVersion, deleteVersionNow, keepVersion } from './behind-more/delete-version.ts';
import { recipeButton } from './behind-more/recipe.ts';
import { sendToMe } from './behind-more/send-to-me.ts';
import { spoiler } from './behind-more/spoiler.ts';
import { turnBlocklist } from './blocklist.ts';
import { cancel } from './cancel.ts';
import { changeCharacter, characterForm } from './character-form.ts';
import { confirm, decline } from './confirm.ts';
import { draftForm } from './draft.ts';
import { editButton, editForm, editWhich } from './edit.ts';
import { editHint } from './edit-hint.ts';
import { finish } from './finish.ts';
import { full } from './full.ts';
import { chooseInHistory, continueFromChosen, turnHistory, turnHistoryPage } from './history.ts';
import { keepRest } from './keep-rest.ts';
import { editCurrent, editReplied, make } from './kept-words.ts';
import { clearLimits, turnLimits } from './limits.ts';
import { more, moreOf, useVersion } from './more.ts';
import { turnCharacters, turnHelp, turnQuota } from './pages.ts';
import { chooseInPanel, fillInPanel, openInPanel, setInPanel, turnPanel } from './panel.ts';
import { deleteAll, keepAll } from './privacy.ts';
import { keepHead, resetChain } from './reset.ts';
import { upscale2k, upscale4k, vary, varyStrong, varySubtle, varyWhich } from './rework.ts';
import { turnRules } from './rule-pages.ts';
import { keepSheet, sheet } from './sheet.ts';
import { show } from './show.ts';
import { startOver, startOverForm } from './start-over.ts';
import { otherWords, otherWordsForm, tryAgain } from './try-again.ts';
import { undo } from './undo.ts';
import { use } from './use.ts';
import { whatChanged } from './what-changed.ts';
import { why } from './why.ts';

/** Every button and form. What stands in a custom id and not here is answered kindly, and does nothing. */
export const actions: readonly Action[] = [
  editButton,
  editWhich,
  editForm,
  draftForm,
  editHint,
  again,
  undo,
  resetChain,
  keepHead,
  use,
  vary,
  varyWhich,
  varySubtle,
  varyStrong,
  upscale2k,
  upscale4k,
  more,
  moreOf,
  recipeButton,
  sendToMe,
  spoiler,
  deleteVersion,
  deleteVersionNow,
  keepVersion,
  full,
  finish,
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
