import type { Command } from '../src/discord/kit/command.ts';
import { character } from './character.ts';
import { compare } from './compare.ts';
import { defaults } from './defaults.ts';
import { edit } from './edit.ts';
import { editImage } from './edit-image.ts';
import { help } from './help/help.ts';
import { history } from './history.ts';
import { imagine } from './imagine.ts';
import { privacy } from './privacy.ts';
import { quota } from './quota.ts';
import { recipe } from './recipe.ts';
import { server } from './server.ts';
import { useAsCharacter } from './use-as-character.ts';

export { actions } from './actions/index.ts';

/** Every command. */
export const commands: readonly Command[] = [
  imagine,
  edit,
  compare,
  history,
  character,
  defaults,
  quota,
  server,
  privacy,
  help,
  editImage,
  useAsCharacter,
  recipe,
];
