import type { Acts, GroupDeclaration } from '../../../src/discord/kit/command.ts';
import { type GuildId, type RoleId, roleId } from '../../../src/domain/ids.ts';
import { allowModel, clearModels } from '../../../src/domain/server/edit-rules.ts';
import { modelWords, roleWords } from '../../../src/words/server/names.ts';
import { modelRuleWords } from '../../../src/words/server/rule-values.ts';
import { suggest } from '../../suggestions.ts';
import { changedBy, forManagers } from '../managers.ts';
import { listing, type RuleList } from './rule-list.ts';

const role = { type: 'role', description: 'command.server.models.role' } as const;

/** `/server models`: which may be used, by everybody or by whoever has a role. */
export const serverModels = {
  description: 'command.server.models',
  subcommands: {
    allow: {
      description: 'command.server.models.allow',
      options: {
        model: {
          type: 'string',
          description: 'command.server.models.model',
          required: true,
          completes: true,
          maxLength: 100,
        },
        role,
      },
    },
    clear: { description: 'command.server.models.clear', options: { role } },
    list: { description: 'command.server.models.list', options: {} },
  },
} as const satisfies GroupDeclaration;

export const modelsList: RuleList = {
  page: 'models-page',
  async read({ services, words, isGone }, guild) {
    const { models = [] } = await services.rules.read(guild);
    return models.map((each) =>
      each.role !== null && isGone(each.role)
        ? words.say('rule.model.role', { model: modelWords(each.model), role: words.say('rule.role.gone') })
        : modelRuleWords(words, each),
    );
  },
  title: 'server.models.list',
  none: 'server.models.none',
};

export const serverModelsActs: Acts<typeof serverModels> = {
  allow: {
    run: ({ model: typed, role: named }, request) =>
      forManagers(request, async ({ services, words }, guild) => {
        const model = services.complete.modelNamed(typed);
        if (model === null) return words.say('server.models.unknown');
        const rule = { model, role: named === undefined ? null : roleIn(named, guild) };
        const { after } = await services.rules.change(guild, changedBy(request), (rules) =>
          allowModel(rules, rule.model, rule.role),
        );
        const isForSome = (after.models ?? []).every((each) => each.role !== null);
        return words.say(isForSome ? 'server.models.allow.some' : 'server.models.allow', {
          rule: modelRuleWords(words, rule),
        });
      }),
    complete: {
      model: (typed, { services, words }) => suggest(words, services.complete.everyModel(), typed),
    },
  },
  clear: {
    run: ({ role: named }, request) =>
      forManagers(request, async ({ services, words }, guild) => {
        const whose = named === undefined ? undefined : roleIn(named, guild);
        const { before, after } = await services.rules.change(guild, changedBy(request), (rules) =>
          clearModels(rules, whose),
        );
        const count = (before.models ?? []).length - (after.models ?? []).length;
        if (after.models === undefined) return words.say('server.models.cleared');
        return whose == null
          ? words.say('server.models.cleared.some', { count })
          : words.say('server.models.cleared.role', { count, role: roleWords(whose) });
      }),
  },
  list: listing(modelsList),
};

/** Discord's role for everybody has the server's own id. */
const roleIn = (named: string, guild: GuildId): RoleId | null => (named === `${guild}` ? null : roleId(named));
