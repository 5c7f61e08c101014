import { DiscordError } from '../core/discord-error.ts';
import type { AutoMod, AutoModRule } from '../face/faults.ts';
import type { Channel } from '../world/entities.ts';
import type { PlannedContents } from './read-contents.ts';
import { mentioningTexts } from './read-contents.ts';

/** The servers' rules about words, and whether what the bot writes breaks one (reference, section 11). */
export interface AutoModeration extends AutoMod {
  /** Throws the refusal; nothing of the message is kept then. */
  check(channel: Channel, planned: PlannedContents): void;
}

const WORDS = {
  200000: 'Message was blocked by automatic moderation',
  200001: 'Title was blocked by automatic moderation',
  240000: 'Message blocked by harmful links filter',
} as const satisfies Record<NonNullable<AutoModRule['code']>, string>;

export function createAutoModeration(): AutoModeration {
  let rules: readonly AutoModRule[] = [];
  return {
    addAutoMod(rule) {
      rules = [...rules, rule];
      return () => {
        rules = rules.filter((each) => each !== rule);
      };
    },
    check(channel, planned) {
      const texts = textsOf(planned).map((text) => text.toLowerCase());
      const breaks = ({ guild, words }: AutoModRule) =>
        guild === channel.guildId && words.some((word) => texts.some((text) => text.includes(word.toLowerCase())));
      const broken = rules.find(breaks);
      if (broken === undefined) return;
      const code = broken.code ?? 200000;
      throw new DiscordError(400, code, WORDS[code]);
    },
  };
}

/** What is written, and what the files are called and said to show. Invisible characters hide nothing from Discord. */
function textsOf({ contents, files }: PlannedContents): readonly string[] {
  const embeds = contents.embeds.map((embed) => JSON.stringify(embed));
  const names = files.flatMap((file) => {
    const description = file.kind === 'kept' ? file.held.description : file.description;
    return [file.name, description ?? ''];
  });
  return [...mentioningTexts(contents), ...embeds, ...names].map((text) =>
    text.replaceAll(/[\u200b-\u200d\u2060]/g, ''),
  );
}
