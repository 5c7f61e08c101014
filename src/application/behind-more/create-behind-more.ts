import type { Clock } from '../../ports/clock.ts';
import type { Messenger } from '../../ports/messenger.ts';
import type { ChainIndex } from '../../ports/store/chain-index.ts';
import type { ImageStore } from '../../ports/store/image-store.ts';
import type { Journal } from '../../ports/store/journal.ts';
import type { PictureDeletions } from '../../ports/store/members/picture-deletions.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';
import type { HiddenWords } from '../conduct/hidden-words.ts';
import { createEraseVersion } from '../privacy/erase-version.ts';
import type { RulesNow } from '../server/rules-now.ts';
import type { Services } from '../services.ts';
import { createAboutVersion, createNaming, createStaysCovered } from './about-version.ts';
import type { BehindMore } from './behind-more.ts';
import { createTurnSpoiler } from './cover-picture.ts';
import { createDeleteVersion, createFinishDeletion } from './delete-picture.ts';
import { createSendToMember } from './send-to-member.ts';
import { createToldRecipe } from './told-recipe.ts';

interface Needs extends Pick<Services, 'version' | 'lendFullSize' | 'uploads'> {
  readonly versions: VersionStore;
  readonly index: ChainIndex;
  readonly images: Pick<ImageStore, 'remove'>;
  readonly journal: Pick<Journal, 'find' | 'findRequest'>;
  readonly deletions: PictureDeletions;
  readonly messenger: Pick<Messenger, 'takeOut' | 'cover' | 'directChannel' | 'hand'>;
  readonly hiddenWords: HiddenWords;
  readonly setIn: RulesNow;
  readonly clock: Clock;
  readonly wake: () => void;
}

/** What stands behind **More**, put together. */
export function createBehindMore(needs: Needs): BehindMore {
  const { versions, index, setIn } = needs;
  const naming = createNaming({ index });
  const about = createAboutVersion({ ...needs, naming, staysCovered: createStaysCovered({ versions, setIn }) });
  const finish = createFinishDeletion({ ...needs, eraseVersion: createEraseVersion(needs) });
  return {
    about,
    recipe: createToldRecipe({ ...needs, naming }),
    deleteVersion: createDeleteVersion({ ...needs, finish }),
    turnSpoiler: createTurnSpoiler({ ...needs, about }),
    sendTo: createSendToMember(needs),
  };
}
