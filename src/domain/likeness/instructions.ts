import { maxPromptLength } from '../asked/image-request.ts';

/**
 * Instructions that were given one after the other, as one prompt, oldest first, each on a line of its own; the same words
 * given again count once, where they were given last. Of what is longer than a prompt may be the oldest are left out.
 */
export function mergeInstructions(prompts: readonly string[]): string {
  const lines = prompts.map((prompt) => prompt.replaceAll(/\s+/gu, ' ').trim()).filter((line) => line !== '');
  const once = lines.filter((line, place) => lines.lastIndexOf(line) === place);
  while (once.join('\n').length > maxPromptLength && once.length > 1) once.shift();
  return once.join('\n').slice(0, maxPromptLength);
}
