import type { BotProcess } from '../bot-process.ts';
import type { Control } from './control.ts';

/** Stopping, killing and starting the bot's process. */
export function botControls(bot: BotProcess): readonly Control[] {
  return [
    {
      id: 'bot-restart',
      label: 'Restart',
      hint: 'SIGTERM, wait for it to end properly, start again',
      async use() {
        await bot.stop();
        bot.start();
      },
    },
    {
      id: 'bot-kill-restart',
      label: 'kill -9 and start',
      hint: 'Ends it in the middle of whatever it does and starts it again: nothing may be lost',
      async use() {
        await bot.kill();
        bot.start();
      },
    },
    { id: 'bot-kill', label: 'kill -9', hint: 'Ends it in the middle of whatever it does', use: () => bot.kill() },
    { id: 'bot-stop', label: 'Stop', hint: 'SIGTERM', use: () => bot.stop() },
    { id: 'bot-start', label: 'Start', hint: 'Where it is not running', use: () => bot.start() },
  ];
}
