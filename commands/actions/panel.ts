import { button, form, select } from '../../src/discord/kit/action.ts';
import type { Chosen } from '../../src/discord/kit/chosen-channel.ts';
import type { Request } from '../../src/discord/kit/request.ts';
import { addedWords } from '../server/lists/blocklist.ts';
import { changedBy } from '../server/managers.ts';
import { noticesRefused } from '../server/panel/notices.ts';
import { drawPage, panelActs } from '../server/panel/pages.ts';
import { readPart, withPanel } from '../server/panel/panel.ts';
import { usualForm, usualIn } from '../server/panel/usual.ts';
import { blocklistForm } from '../server/panel/words-list.ts';

/** Turns to a page of the panel, as the rules are now. */
export const turnPanel = button('panel', ({ part }, request) => showPage(request, part));

export const setInPanel = button('panel-set', ({ part }, request) => change(part, request, null));
export const chooseInPanel = select('panel-set', ({ part }, request, chosen) => change(part, request, chosen));

/** Opens the form of what is typed rather than chosen. */
export const openInPanel = button('panel-form', async ({ part }, request) => {
  const { place, managesServer, reply, services, words } = request;
  if (place.guild === null || !managesServer) return reply.show(words.say('server.managers-only'), 'asker');
  return reply.openForm(
    part === 'blocklist' ? blocklistForm(words) : usualForm(words, await services.rules.read(place.guild)),
  );
});

/** What was typed is set, or one sentence says why not and nothing is changed. */
export const fillInPanel = form('panel-form', async ({ part }, request, fields) => {
  const { place, managesServer, reply, services, words } = request;
  const { guild } = place;
  if (guild === null || !managesServer) return reply.show(words.say('server.managers-only'), 'asker');
  if (part === 'blocklist') {
    const outcome = await services.blocklist.add(guild, changedBy(request), fields.text('words') ?? '');
    return outcome.kind === 'added' ? showPage(request, 'blocklist') : reply.show(addedWords(words, outcome), 'asker');
  }
  const usual = usualIn(fields);
  if (typeof usual === 'string') return reply.show(words.say(`panel.form.${usual}.wrong`), 'asker');
  const refused = await services.serverDefaults.replaceUsual(guild, changedBy(request), usual);
  return refused === null ? showPage(request, 'defaults') : reply.fail(refused);
});

const showPage = (request: Request, part: string) =>
  withPanel(
    request,
    async ({ services }, guild) => drawPage({ request, guild, settings: await services.rules.read(guild) }, part),
    'instead',
  );

/** Changes a rule and shows the page that it stands on. What a panel of another version asks for, or offered, changes nothing. */
async function change(part: string, request: Request, chosen: Chosen | null): Promise<void> {
  const { place, managesServer, reply, services } = request;
  const { name, about } = readPart(part);
  const act = panelActs.get(name);
  if (act === undefined) return showPage(request, 'rules');
  const { guild } = place;
  if (chosen !== null && guild !== null && managesServer) {
    const refused = await noticesRefused(name, request, guild, chosen);
    if (refused !== null) return reply.show(refused, 'asker');
  }
  const made = chosen ?? { values: [], before: [] };
  return withPanel(
    request,
    async (_request, where) => {
      const isOffered = made.values.every((value) => act.takes?.(value, services) ?? true);
      if (!isOffered) return drawPage({ request, guild: where, settings: await services.rules.read(where) }, 'rules');
      const { after } = await services.rules.change(where, changedBy(request), (settings) =>
        act.change(settings, made, about),
      );
      return drawPage({ request, guild: where, settings: after }, act.next(made.values, about));
    },
    'instead',
  );
}
