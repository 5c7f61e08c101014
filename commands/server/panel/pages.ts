import type { Request } from '../../../src/discord/kit/request.ts';
import { drawChannels, drawModels, drawRoles, drawTrusted, listActs } from './lists.ts';
import { drawNotices, noticeActs } from './notices.ts';
import { drawOverview } from './overview.ts';
import { type Act, type DrawPage, type Panel, readPart, withPanel } from './panel.ts';
import type { Piece } from './parts.ts';
import { drawPictures, pictureActs } from './pictures.ts';
import { drawUsual } from './usual.ts';
import { blocklistActs, drawBlocklist } from './words-list.ts';

const pages: ReadonlyMap<string, DrawPage> = new Map<string, DrawPage>([
  ['rules', drawOverview],
  ['channels', drawChannels],
  ['roles', drawRoles],
  ['models', drawModels],
  ['pictures', drawPictures],
  ['trusted', drawTrusted],
  ['defaults', drawUsual],
  ['blocklist', drawBlocklist],
  ['notices', drawNotices],
]);

/** By the name in the custom id of what is pressed or chosen. */
export const panelActs: ReadonlyMap<string, Act> = new Map(
  Object.entries({ ...listActs, ...pictureActs, ...blocklistActs, ...noticeActs }),
);

/** The page of that name, and all rules where there is none: a panel of another version may still stand there. */
export function drawPage(panel: Panel, part: string): readonly Piece[] {
  const { name, about } = readPart(part);
  const draw = pages.get(name);
  return draw === undefined ? drawOverview(panel, undefined) : draw(panel, about);
}

/** `/server panel` */
export const runPanel = (_options: unknown, request: Request): Promise<void> =>
  withPanel(
    request,
    async ({ services }, guild) => drawPage({ request, guild, settings: await services.rules.read(guild) }, 'rules'),
    'new',
  );
