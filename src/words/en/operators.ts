/** What whoever runs the bot reads when it cannot start: one line each. */
export const operators = {
  'start.wrong-token': 'Discord refuses the bot token: check DISCORD_TOKEN',
  'start.intent-refused':
    'Discord refuses the message content intent: turn it on for the bot in the developer portal, or set MESSAGE_CONTENT=auto',
  'start.bad-shards': 'Discord refuses these shards: check DISCORD_SHARDS',
  'start.no-commands':
    'Discord lets the bot register no commands in that server: check DEV_GUILD_ID, and that the bot is in it',
  'start.refused': 'Discord refuses this connection: this version of the program is too old for it',
  'start.unreachable': 'Discord cannot be reached: check the network and DISCORD_API_URL',
} as const;
