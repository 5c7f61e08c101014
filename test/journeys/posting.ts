import type { Stage } from './stage/stage.ts';

/** A message that all see, with that button under it, as only the bot could post it. Its id. */
export async function postButton({ discord, channel }: Stage, customId: string): Promise<string> {
  const button = { type: 2, style: 2, label: 'Delete', custom_id: customId };
  const posted = await fetch(`${discord.apiUrl}/v10/channels/${channel}/messages`, {
    method: 'POST',
    headers: {
      authorization: `Bot ${discord.botToken}`,
      'content-type': 'application/json',
      'user-agent': 'DiscordBot (https://retouch.example, 1)',
    },
    body: JSON.stringify({ content: 'A question', components: [{ type: 1, components: [button] }] }),
  });
  return ((await posted.json()) as { readonly id: string }).id;
}
