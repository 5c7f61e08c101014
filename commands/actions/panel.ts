import { button, select } from '../../src/discord/kit/action.ts';
import type { Request } from '../../src/discord/kit/request.ts';
import { changedBy } from '../server/managers.ts';
import { drawPage, panelActs } from '../server/panel/pages.ts';
import { readPart, withPanel } from '../server/panel/panel.ts';

/** Turns to a page of the panel, as the rules are now. */
export const turnPanel = button('panel', ({ part }, request) =>
  withPanel(
    request,
    async (_request, guild) => drawPage({ request, guild, settings: await request.services.rules.read(guild) }, part),
    'instead',
  ),
);

export const setInPanel = button('panel-set', ({ part }, request) => change(part, request, []));
export const chooseInPanel = select('panel-set', ({ part }, request, values) => change(part, request, values));

/** Changes a rule and shows the page that it stands on. What a panel of another version asks for, or offered, changes nothing. */
function change(part: string, request: Request, values: readonly string[]): Promise<void> {
  const { name, about } = readPart(part);
  const act = panelActs.get(name);
  return withPanel(
    request,
    async ({ services }, guild) => {
      if (act === undefined || !values.every((value) => act.takes?.(value, services) ?? true))
        return drawPage({ request, guild, settings: await services.rules.read(guild) }, 'rules');
      const { after } = await services.rules.change(guild, changedBy(request), (settings) =>
        act.change(settings, values, about),
      );
      return drawPage({ request, guild, settings: after }, act.next(values, about));
    },
    'instead',
  );
}
