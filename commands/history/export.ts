import type { Request } from '../../src/discord/kit/request.ts';
import { moneyWords } from '../../src/words/price-words.ts';
import type { Words } from '../../src/words/words.ts';
import { tellExported } from '../exported.ts';

/** `/history export`: what the asker may see of this chain, as archives in a direct message. */
export async function exportHistory(request: Request): Promise<void> {
  const { id, place, services, reply, words } = request;
  if ((await reply.acknowledge('asker')).kind !== 'taken') return;
  const channel = `<#${place.channel}>`;
  await using exported = await services.history.exportChain({
    ...{ id, place },
    texts: { message: (part) => words.say('history.export.message', { ...part, channel }), page: pageTexts(words) },
  });
  if (exported.kind === 'empty') return void (await reply.finish({ content: words.say('history.export.none') }));
  await tellExported(request, exported, {
    sent: (about) => words.say('history.export.sent', about),
    refused: (about) => words.say('history.export.refused', about),
    tooSoon: (about) => words.say('history.export.too-soon', about),
    busy: words.say('history.export.busy'),
    alt: words.say('history.export.alt'),
  });
}

type Asked = Parameters<Request['services']['history']['exportChain']>[0];

const pageTexts = (words: Words): Asked['texts']['page'] => ({
  language: words.language,
  title: ({ versions, older }) => words.say('history.page.title', { versions, older: older ? 'yes' : 'no' }),
  version: (number) => words.say('history.version', { number }),
  from: (parent) => words.say('history.page.from', { version: words.say('result.from.version', { number: parent }) }),
  by: (member) => words.say('history.page.by', { member }),
  sent: words.say('picture.sent'),
  wordless: words.say('history.wordless'),
  current: words.say('history.current'),
  private: words.say('history.private'),
  copy: words.say('history.page.copy'),
  gone: words.say('history.page.gone'),
  tooLarge: words.say('history.page.too-large'),
  open: words.say('history.page.open'),
  inPart: (part) => words.say('history.page.in-part', { part }),
  cost: ({ usd, images }) => words.say('history.page.cost', { cost: moneyWords(words, usd), images }),
});
