import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type BotProcess, isReady, startBot, watchProgram } from '../../bot-program.ts';
import { say } from '../../command-line.ts';
import { type EmulatedDiscord, startEmulatedDiscord } from '../../emulators/discord/index.ts';
import { endWithUs, leaveOnSignals } from '../../leaving.ts';
import { furnish, type Place, servers } from './furnish.ts';

const messagesASecond = 500;
const seconds = 20;
const mostMemoryMb = 250;
/** Of one core. */
const mostPercent = 4;
/** Of the processor, as a multiple of the floor's: what a machine that is slow or busy can tell all the same. */
const mostTimes = 2;

interface Seen {
  readonly memoryMb: number;
  /** Of one core, in percent. */
  readonly percent: number;
  /** Messages a second that came to it. */
  readonly pace: number;
}

/**
 * What many servers cost: the real program, in five thousand of them, while strangers write there what is none of its
 * business; beside a program that only connects. Linux alone tells it. False out of bounds.
 */
export async function measureGateway(): Promise<boolean> {
  using _leaving = leaveOnSignals();
  say(`The gateway with ${servers} servers, and ${messagesASecond} messages a second that are not for the bot …`);
  const discord = await startEmulatedDiscord({ messageContentIntent: true });
  const place = furnish(discord);
  const floor = await watch(discord, place, startBare(discord));
  const directory = mkdtempSync(join(tmpdir(), 'retouch-gateway-'));
  const bot = await watch(discord, place, startReal(discord, directory));
  await discord.close();
  rmSync(directory, { recursive: true, force: true });
  const times = bot.percent / floor.percent;
  say('');
  row('gateway', bot.memoryMb.toFixed(0), mostMemoryMb, `MB (${floor.memoryMb.toFixed(0)} MB by @discordjs/ws alone)`);
  row('', bot.percent.toFixed(1), mostPercent, `% of a core (${floor.percent.toFixed(1)} % by @discordjs/ws alone)`);
  row('', times.toFixed(2), mostTimes, `times its processor (${bot.pace.toFixed(0)} messages a second)`);
  const isWithin = bot.memoryMb <= mostMemoryMb && bot.percent <= mostPercent && times <= mostTimes;
  if (!isWithin) say('gateway is out of its bounds.');
  return isWithin;
}

function row(name: string, seen: string, most: number, says: string): void {
  say(`${name.padEnd(10)}${seen.padStart(9)}  at most ${String(most).padEnd(5)}  ${says}`);
}

interface Program {
  readonly pid: number | undefined;
  readonly program: BotProcess;
}

function startBare(discord: EmulatedDiscord): Program {
  const path = join(import.meta.dirname, 'bare-gateway.ts');
  const child = spawn(process.execPath, [path, discord.apiUrl, discord.botToken], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  endWithUs(child);
  return { pid: child.pid, program: watchProgram(child) };
}

function startReal(discord: EmulatedDiscord, directory: string): Program {
  const program = startBot({
    DISCORD_TOKEN: discord.botToken,
    DISCORD_API_URL: discord.apiUrl,
    DISCORD_CDN_URL: discord.cdnUrl,
    ACEDATACLOUD_API_TOKEN: 'none',
    ACEDATACLOUD_BASE_URL: 'http://127.0.0.1:9',
    STORE_URL: `sqlite://${join(directory, 'retouch.sqlite')}`,
    IMAGE_STORE_URL: `file://${join(directory, 'images')}`,
    HTTP_PORT: '0',
  });
  return { pid: program.pid, program };
}

async function watch(discord: EmulatedDiscord, { user, channels }: Place, { pid, program }: Program): Promise<Seen> {
  await program.line(isReady, 120_000);
  // What came with the start is collected before anything is looked at.
  await pause(5_000);
  const [begun, before] = [performance.now(), cpuSeconds(pid)];
  for (let tenth = 0; tenth < seconds * 10; tenth += 1) {
    for (let each = 0; each < messagesASecond / 10; each += 1) {
      const channel = channels[(tenth * 50 + each) % channels.length] ?? '';
      discord.sendMessage({ user, channel, content: 'something that is none of the bot’s business' });
    }
    await pause(Math.max(0, begun + (tenth + 1) * 100 - performance.now()));
  }
  const took = (performance.now() - begun) / 1000;
  const percent = ((cpuSeconds(pid) - before) / took) * 100;
  const memoryMb = Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  program.signal('SIGKILL');
  await program.exited;
  return { memoryMb, percent, pace: (messagesASecond * seconds) / took };
}

/** Of the process, in this system's ticks of a hundredth. */
function cpuSeconds(pid: number | undefined): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return (user + system) / 100;
}
