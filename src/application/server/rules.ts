import type { Source } from '../../domain/asked/image-request.ts';
import type { Character } from '../../domain/characters/character.ts';
import type { FailureOf } from '../../domain/failure.ts';
import { type GuildId, type ModelId, roleId, type UserId } from '../../domain/ids.ts';
import type { ReplyAddress } from '../../domain/jobs/job.ts';
import { asksForAge, asksForCategory, type RulePlace, ruleAgainst } from '../../domain/server/rule-against.ts';
import type { ServerRules } from '../../domain/server/server-rules.ts';
import type { Messenger } from '../../ports/messenger.ts';
import type { Journal } from '../../ports/store/journal.ts';
import type { SettingsStore } from '../../ports/store/settings-store.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';

/** Whoever wants something, and where. */
export interface RuleAsker extends RulePlace {
  readonly guild: GuildId | null;
  readonly user: UserId;
  /** Left out: none. */
  readonly roles?: readonly string[] | undefined;
}

/** What goes into what somebody asks for, as far as it is known. */
export interface RuleUse {
  readonly sources?: readonly Source[] | undefined;
  readonly characters?: readonly Pick<Character, 'pictures'>[] | undefined;
  readonly model?: ModelId | undefined;
}

type Refusal = FailureOf<'server_rule'> | null;

/** The rules of one place for one member, as they are now. */
export interface RulesHere {
  /** Why this member may not do that; null: they may. With nothing named: why they may do nothing at all there. */
  refusal(use?: RuleUse): Promise<Refusal>;
  /** Why they may not use that model. */
  readonly ofModel: (model: ModelId) => Refusal;
}

export interface RulesOfServers {
  here(asker: RuleAsker): Promise<RulesHere>;
  /** As {@link RulesHere.refusal}, for whoever asks once. Direct messages have no rules. */
  refusal(asker: RuleAsker, use?: RuleUse): Promise<Refusal>;
}

/** Finds out what a decision about the rules of a server needs to know. */
export function createRulesOfServers({
  settings,
  versions,
  journal,
  messenger,
}: {
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly versions: Pick<VersionStore, 'find'>;
  readonly journal: Pick<Journal, 'find'>;
  readonly messenger: Pick<Messenger, 'findPlace'>;
}): RulesOfServers {
  return { here, refusal: async (asker, use) => (await here(asker)).refusal(use) };

  async function here(asker: RuleAsker): Promise<RulesHere> {
    const { guild } = asker;
    if (guild === null) return { refusal: async () => null, ofModel: () => null };
    const rules = await settings.read(guild);
    const known = {
      user: asker.user,
      roles: [...(asker.roles ?? []), guild].map(roleId),
      place: await placeOf(rules, asker),
    };
    return {
      async refusal({ sources = [], characters = [], model } = {}) {
        const used = await Promise.all(sources.map(factsOf));
        const owners = used.flatMap(({ owner }) => owner ?? []);
        const usesPhotos = used.some(({ isPhoto }) => isPhoto) || characters.some(isOfPhotos);
        return asFailure(ruleAgainst(rules, { ...known, owners, usesPhotos, model }));
      },
      ofModel: (model) => asFailure(ruleAgainst(rules, { ...known, owners: [], usesPhotos: false, model })),
    };
  }

  /** What the asker's own place leaves open is asked of Discord, where a rule speaks of it. */
  async function placeOf(rules: ServerRules, asker: RuleAsker): Promise<RulePlace> {
    const isOpen =
      (asker.category === undefined && asksForCategory(rules)) ||
      (asker.isAgeRestricted === undefined && asksForAge(rules));
    return isOpen ? ((await messenger.findPlace(asker.channel)) ?? asker) : asker;
  }

  /** No owner: it is gone, and nothing can be made of it. */
  async function factsOf(source: Source): Promise<{ readonly owner: UserId | null; readonly isPhoto: boolean }> {
    switch (source.kind) {
      case 'picture':
        return { owner: source.picture.owner, isPhoto: true };
      case 'version': {
        const version = await versions.find(source.version);
        return { owner: version?.sentBy ?? version?.owner ?? null, isPhoto: version?.kind === 'imported' };
      }
      case 'job':
        return { owner: (await journal.find(source.job))?.job.address.asker ?? null, isPhoto: false };
      default:
        return source satisfies never;
    }
  }
}

/** Whoever asks by what is to be answered there. */
export const ruleAsker = ({ asker, ...address }: ReplyAddress): RuleAsker => ({ ...address, user: asker });

const asFailure = (broken: ReturnType<typeof ruleAgainst>): Refusal =>
  broken === null ? null : { code: 'server_rule', ...broken };

/** What AI made says so of itself; what somebody brought along says nothing. */
const isOfPhotos = ({ pictures }: Pick<Character, 'pictures'>) => pictures.some(({ made }) => made === undefined);
