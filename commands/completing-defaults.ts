import type { Choosing, Suggestion } from '../src/application/services.ts';
import type { Complete, CompletionRequest } from '../src/discord/kit/command.ts';
import type { Usual } from '../src/domain/asked/usual/usual.ts';
import { suggest } from './suggestions.ts';

type Named = 'model' | 'size' | 'quality';

/**
 * Completes what is to be usual as a request would: each with the price that it would have beside what is chosen here, or
 * set already.
 */
export function completingDefaults(usualIn: (request: CompletionRequest) => Promise<Usual>): Record<Named, Complete> {
  return {
    model: offering((chosen, _model, { services, place }) => services.complete.models(place, chosen)),
    size: offering((chosen, model, { services, place }) => services.complete.sizes(place, model, chosen)),
    quality: offering((chosen, model, { services, place }) => services.complete.qualities(place, model, chosen)),
  };

  function offering(
    offer: (chosen: Choosing, model: string | undefined, request: CompletionRequest) => Promise<readonly Suggestion[]>,
  ): Complete {
    return async (text, request) => {
      const { words, others } = request;
      const [model, size, quality] = [
        typedText(others['model']),
        typedText(others['size']),
        typedText(others['quality']),
      ];
      const plain = { operation: 'generate', sources: 0, masked: false } as const;
      const chosen = { ...plain, usual: await usualIn(request), size, quality };
      return suggest(words, await offer(chosen, model, request), text);
    };
  }
}

export const typedText = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
