import type { Request } from '../../../src/discord/kit/request.ts';
import { pageButtons } from '../../../src/discord/outgoing/page-buttons.ts';
import type { GuildId } from '../../../src/domain/ids.ts';
import { pageAt, pageCharacters, pagesOf } from '../../../src/words/pages.ts';

/** What is set for one rule, as a private list. */
export interface RuleList {
  /** Its buttons. */
  readonly page: Parameters<typeof pageButtons>[1] & `${'channels' | 'roles' | 'models' | 'trusted'}-page`;
  /** One line for each. */
  read(request: Request, guild: GuildId): Promise<readonly string[]>;
  readonly title: `server.${'channels' | 'roles' | 'models' | 'trusted'}.list`;
  /** What is said where nothing is set. */
  readonly none: `server.${'channels' | 'roles' | 'models' | 'trusted'}.none`;
}

/** The leaf that shows it. */
export const listing = (list: RuleList) => ({
  async run(_options: unknown, request: Request): Promise<void> {
    const { place, managesServer, reply, words } = request;
    if (place.guild === null || !managesServer) return reply.show(words.say('server.managers-only'), 'asker');
    const { content, components } = await rulesPage(list, request, place.guild, 1);
    return reply.show(content, 'asker', components);
  },
});

/** One page of it, as it is now. */
export async function rulesPage(list: RuleList, request: Request, guild: GuildId, wanted: number) {
  const { words } = request;
  const lines = (await list.read(request, guild)).map((line) => `- ${line}`);
  if (lines.length === 0) return { content: words.say(list.none), components: [] };
  const pages = pagesOf(lines, (page) => page.join('\n').length <= pageCharacters - titleCharacters);
  const page = Math.min(wanted, pages.length);
  return {
    content: [
      words.say(list.title),
      ...(pageAt(pages, page) ?? []),
      ...(pages.length === 1 ? [] : [words.say('page.of', { page, pages: pages.length })]),
    ].join('\n'),
    components: pageButtons(words, list.page, page, page < pages.length),
  };
}

/** What stands above the lines, in any language. */
const titleCharacters = 200;
