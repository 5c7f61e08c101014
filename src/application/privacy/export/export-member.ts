import type { GuildId, JobId, UserId } from '../../../domain/ids.ts';
import type { DefaultsStore } from '../../../ports/store/members/defaults-store.ts';
import type { PrivacyStore } from '../../../ports/store/members/privacy-store.ts';
import type { SettingsStore } from '../../../ports/store/settings-store.ts';
import { type HandOverNeeds, handOver, type LentExport, type PartNumber } from '../../archives/hand-over.ts';
import { type Packed, pack } from '../../archives/pack.ts';
import { createArchiveTurns } from '../../archives/turns.ts';
import { costsIn, ledgerTable } from './exported-things.ts';
import { gather, type Thing } from './gather.ts';
import { type Part, writePart } from './write-part.ts';

/** What people read of it, in the member's language. */
export interface ExportTexts {
  /** Beside part `part` of `parts`, and in its README; `left`: pictures that are too large for any. */
  message(part: PartNumber): string;
  readme(part: PartNumber): string;
}

export type ExportMember = (asked: {
  readonly id: JobId;
  readonly member: UserId;
  readonly texts: ExportTexts;
}) => Promise<LentExport>;

type Needs = Parameters<typeof gather>[0] &
  Parameters<typeof writePart>[0] &
  HandOverNeeds & {
    readonly privacy: Pick<PrivacyStore, 'characters' | 'ledgerLines'>;
    readonly settings: Pick<SettingsStore, 'all'>;
    readonly defaults: Pick<DefaultsStore, 'of'>;
  };

const againMs = 10 * 60_000;

/** Everything that is kept of a member, as archives in their direct messages. */
export function createExportMember(needs: Needs): ExportMember {
  const { clock, cut } = needs;
  const take = createArchiveTurns({ clock, againMs });

  return async function exportMember({ id, member, texts }) {
    const name = `export-${clock.uuid()}`;
    const madeUpTo = clock.now();
    return handOver(needs, take, {
      ...{ id, member, name: 'retouch', message: texts.message },
      plan: (limit) => planned(needs, { member, name, madeUpTo }, limit),
      left: ({ without }: Part) => without.size,
      write(part, number) {
        const readme = ['README.txt', texts.readme(number)] as const;
        return writePart(needs, { ...part, texts: new Map([readme, ...part.texts]) }, cut);
      },
    });
  };
}

async function planned(
  needs: Needs,
  { member, name, madeUpTo }: { readonly member: UserId; readonly name: string; readonly madeUpTo: number },
  limit: number,
): Promise<readonly Part[]> {
  const lines = await needs.privacy.ledgerLines(member);
  const costs = costsIn(lines);
  const own = new Map([['ledger.csv', ledgerTable(lines)]]);
  const settings = await settingsAbout(needs, member);
  if (settings.length > 0) own.set('settings.json', `${JSON.stringify(settings, null, 2)}\n`);
  const first = [...own.values()].reduce((sum, each) => sum + Buffer.byteLength(each), 0);
  const packed: Packed<Thing>[] = [];
  for await (const each of pack(gather(needs, member, madeUpTo), limit - reserved, first + reserved)) packed.push(each);
  return packed.map((each, index) => ({
    ...each,
    costs,
    name: `${name}-${index + 1}`,
    texts: index === 0 ? own : new Map<string, string>(),
  }));
}

/** What servers have set about this member, and what they have set for themselves there. */
async function settingsAbout({ settings: servers, defaults }: Needs, member: UserId) {
  const found: { readonly server: GuildId; readonly limits: readonly unknown[]; readonly trusted: boolean }[] = [];
  for await (const { guild, settings } of servers.all()) {
    const limits = settings.limits.filter(({ subject }) => subject.kind === 'member' && subject.user === member);
    const trusted = settings.trusted?.includes(member) ?? false;
    if (limits.length > 0 || trusted) found.push({ server: guild, limits, trusted });
  }
  const own = await defaults.of(member);
  return [...found, ...own.map((each) => ({ server: each.guild ?? 'direct', defaults: each.defaults }))];
}

/** For the README, the two lists' own headers, and the text of the message. */
const reserved = 20_000;
