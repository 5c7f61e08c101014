/** What whoever runs the bot reads: when it cannot start, one line each (`start.…`), and in its channel (`operator.…`). */
export const operators = {
  'start.wrong-token': 'Discord refuses the bot token: check DISCORD_TOKEN',
  'start.intent-refused':
    'Discord refuses the message content intent: turn it on for the bot in the developer portal, or set MESSAGE_CONTENT=auto',
  'start.bad-shards': 'Discord refuses these shards: check DISCORD_SHARDS',
  'start.no-commands':
    'Discord lets the bot register no commands in that server: check DEV_GUILD_ID, and that the bot is in it',
  'start.refused': 'Discord refuses this connection: this version of the program is too old for it',
  'start.unreachable': 'Discord cannot be reached: check the network and DISCORD_API_URL',
  'start.no-name':
    'Discord cannot be reached, for its name cannot be looked up (DNS): check the network and DISCORD_API_URL',
  'start.connection-refused':
    'Discord cannot be reached, for the connection is refused: check DISCORD_API_URL and firewalls',
  'start.no-answer': 'Discord cannot be reached, for nothing answers in time: check the network and firewalls',
  'start.proxy': 'Discord cannot be reached, for the proxy is away or refuses: check HTTPS_PROXY and NO_PROXY',
  'start.certificate':
    'Discord cannot be reached, for its certificate is not believed: check HTTPS_PROXY, and NODE_EXTRA_CA_CERTS where a proxy has one of its own',
  'start.not-discord': 'Discord cannot be reached, for what answers in its place makes no sense: check DISCORD_API_URL',
  'start.kept-out':
    'Discord cannot be reached, for it or Cloudflare in front of it keeps this address out for a while (429, 403 or 1015)',
  'start.down': 'Discord cannot be reached, for it answers with errors of its own: it may be down',

  'operator.out_of_balance':
    'The balance at {service} is empty. Other services are asked first until it is filled up; where there is none, requests fail, and nothing is charged.',
  'operator.key_refused':
    '{service} refuses our account: check its key. Other services are asked first until then; where there is none, requests fail, and nothing is charged.',
  'operator.spend.near': '{notice} Beyond it, every request is refused (`MAX_SPEND`).',
  'operator.spend.reached': '{notice} Until then requests are refused (`MAX_SPEND`).',
  'operator.losses':
    'Losses of {day} (UTC): {count, plural, one {# picture} other {# pictures}} that you may have paid for and nobody was charged for, at most {usd}{unpriced, plural, =0 {} one {, and # of unknown price} other {, and # of unknown price}}. `npm run losses` lists them.',
  'operator.shut-down':
    '{days, plural, =0 {{service} has shut down `{model}` ({on}): it is no longer offered there.} one {{service} shuts down `{model}` on {on}, in a day.} other {{service} shuts down `{model}` on {on}, in # days.}}',
  'operator.deprecated':
    '`{model}` is deprecated by whoever made it, since {on}: {service} may stop having it any day, and requests for it then fail without a charge.',
  'operator.deprecated.successor':
    'Its successor: `{successor}`, which takes its place from the day that you name as `shutsDown` in `CATALOGUE_FILE`.',
  'operator.shut-down.successor': 'Its successor: `{successor}`.',
} as const;
