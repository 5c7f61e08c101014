import { slashCommand } from '../src/discord/command.ts';
import { coming } from './coming.ts';

export const quota = slashCommand(
  { name: 'quota', description: 'What you and this server have left, and when it comes back', options: {} },
  coming('`/quota`'),
);
