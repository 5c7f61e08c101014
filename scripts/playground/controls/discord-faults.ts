import type { EmulatedDiscord, Fault } from '../../emulators/discord/index.ts';
import type { Control } from './control.ts';
import { onceOff } from './once-off.ts';

/** What goes wrong at Discord's side. */
export function discordFaults(discord: EmulatedDiscord): readonly Control[] {
  return [
    ...FAULTS.map(({ id, label, hint, fault }) => ({
      id,
      label,
      hint,
      ...onceOff(() => {
        const placed = discord.failNext(fault);
        return { used: () => placed.struck() > 0, cancel: () => placed.cancel() };
      }),
    })),
    {
      id: 'discord-expire-tokens',
      label: 'Expire tokens',
      hint: 'Every interaction token so far is past its 15 minutes',
      use: () => discord.expireTokens(),
    },
    {
      id: 'discord-expire-urls',
      label: 'Expire CDN addresses',
      hint: 'Every attachment address signed so far is past its expiry',
      use: () => discord.expireAttachmentUrls(),
    },
    {
      id: 'discord-clock',
      label: '+15 min',
      hint: 'Discord’s clock jumps a quarter of an hour ahead',
      use: () => discord.advanceTime(15 * 60_000),
    },
    {
      id: 'discord-drop-gateway',
      label: 'Cut gateway',
      hint: 'The gateway connection breaks; the bot resumes',
      use: () => discord.dropGateway(1006),
    },
    {
      id: 'discord-new-session',
      label: 'Invalid session',
      hint: 'The bot has to identify anew',
      use: () => discord.invalidateSession(false),
    },
  ];
}

const WRITES_A_MESSAGE = /^(POST|PATCH) \/(webhooks|channels)\/.*/;

const FAULTS: readonly {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly fault: Fault;
}[] = [
  {
    id: 'discord-500',
    label: '500',
    hint: 'The next message written or edited is answered 500',
    fault: { kind: 'status', status: 500, route: WRITES_A_MESSAGE },
  },
  {
    id: 'discord-429',
    label: '429',
    hint: 'The next message written or edited is answered 429: wait two seconds',
    fault: { kind: 'status', status: 429, retryAfter: 2, scope: 'user', route: WRITES_A_MESSAGE },
  },
  {
    id: 'discord-lost-answer',
    label: 'Lost answer',
    hint: 'The next message is written, and the connection breaks before the answer',
    fault: { kind: 'drop', afterTakingIt: true, route: WRITES_A_MESSAGE },
  },
  {
    id: 'discord-slow',
    label: 'Slow',
    hint: 'The next message takes ten seconds',
    fault: { kind: 'delay', ms: 10_000, route: WRITES_A_MESSAGE },
  },
  {
    id: 'discord-cdn-404',
    label: 'CDN 404',
    hint: 'The next download of an attachment fails',
    fault: { kind: 'status', status: 404, route: /^GET \/(ephemeral-)?attachments\/.*/ },
  },
];
