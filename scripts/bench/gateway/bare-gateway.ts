import { WebSocketManager } from '@discordjs/ws';
import { GatewayIntentBits, REST } from 'discord.js';

// The floor of the gateway's bench: connects, as the bot does, and does nothing with what it is told.

const [apiUrl = '', token = ''] = process.argv.slice(2);
const manager = new WebSocketManager({
  token,
  intents:
    GatewayIntentBits.Guilds |
    GatewayIntentBits.GuildMessages |
    GatewayIntentBits.DirectMessages |
    GatewayIntentBits.MessageContent,
  rest: new REST({ api: apiUrl }).setToken(token),
});
await manager.connect();
process.stdout.write('"msg":"ready"\n');
