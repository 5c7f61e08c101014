import type { ServerFinding } from '../../domain/server/finding.ts';
import type { Words } from '../words.ts';

/** One line: what is wrong, and what to change. */
export function findingLine(words: Words, finding: ServerFinding): string {
  switch (finding.kind) {
    case 'permissions': {
      const { use, channel, missing } = finding;
      const permissions = words.list(missing.map((each) => `**${words.say(`doctor.permission.${each}`)}**`));
      return words.say(`doctor.permissions.${use}`, { channel: `<#${channel}>`, permissions });
    }
    case 'channel gone':
      return words.say(`doctor.gone.${finding.rule}`, { channel: finding.channel });
    case 'channel unread':
      return words.say('doctor.unread', { channel: `<#${finding.channel}>` });
    case 'allowed and denied':
      return words.say('doctor.both', { channel: `<#${finding.channel}>` });
    case 'role gone':
      return words.say(`doctor.role.${finding.rule}`, { role: finding.role });
    case 'model gone':
      return words.say(`doctor.model.${finding.rule}`, { model: finding.model });
    case 'no content':
      return words.say('doctor.content');
    case 'commands':
      return words.say(`doctor.commands.${finding.what}`, { commands: words.list(finding.names.map(commandName)) });
    case 'commands unread':
      return words.say('doctor.commands.unread');
    default:
      return finding satisfies never;
  }
}

/** Those on messages have a capital. */
const commandName = (name: string) => (/^[A-Z]/.test(name) ? `**${name}**` : `\`/${name}\``);
