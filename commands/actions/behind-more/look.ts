import { type APIButtonComponent, ButtonStyle, ComponentType } from 'discord.js';
import type { AboutVersion } from '../../../src/application/services.ts';
import { encodeCustomId, type VersionKind } from '../../../src/discord/kit/custom-id.ts';
import type { Request } from '../../../src/discord/kit/request.ts';
import type { ButtonRow } from '../../../src/discord/outgoing/messages.ts';
import type { VersionId } from '../../../src/domain/ids.ts';
import { behindMore } from './entries.ts';

/** Whoever presses, as the services ask. */
export const presserOf = ({ place, moderates }: Request) => ({ ...place, moderates });

/** What can be done with one version; null: there is no such version for this member. `said`: stands above. */
export async function moreLook(request: Request, version: VersionId, said?: string) {
  const { services, words } = request;
  const about = await services.behindMore.about(version, presserOf(request));
  if (about === null) return null;
  const which = words.say('more.which', { name: about.name });
  return {
    content: said === undefined ? which : `${said}\n${which}`,
    components: inRows(await buttonsFor(about, request)),
  };
}

async function buttonsFor(about: AboutVersion, request: Request): Promise<readonly APIButtonComponent[]> {
  const buttons: APIButtonComponent[] = [];
  for (const { kind, label, isDanger } of behindMore) {
    const said = await label(about, request);
    if (said === null) continue;
    const style = isDanger === true ? ButtonStyle.Danger : ButtonStyle.Secondary;
    buttons.push(versionButton(said, kind, about.version, style));
  }
  return buttons;
}

/** A button that asks for something of one version. */
export const versionButton = (
  label: string,
  kind: VersionKind,
  version: VersionId,
  style: Exclude<ButtonStyle, ButtonStyle.Link | ButtonStyle.Premium> = ButtonStyle.Secondary,
): APIButtonComponent => ({
  type: ComponentType.Button,
  style,
  label,
  custom_id: encodeCustomId({ kind, version }),
});

/** As many rows as it takes, of five. */
export const inRows = (buttons: readonly APIButtonComponent[]): readonly ButtonRow[] =>
  Array.from({ length: Math.ceil(buttons.length / 5) }, (_, row) => ({
    type: ComponentType.ActionRow,
    components: buttons.slice(5 * row, 5 * row + 5),
  }));
