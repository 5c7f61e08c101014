import type { FailureOf } from '../failure.ts';

/**
 * A picture that is not worked on: it takes more memory, time or pixels than any may, or no decoder makes sense of it.
 */
export interface RefusedPicture {
  readonly kind: 'refused';
  readonly why: 'too large' | 'unreadable';
}

export const isRefused = (result: unknown): result is RefusedPicture =>
  typeof result === 'object' && result !== null && 'kind' in result && result.kind === 'refused';

/** As its member is told. */
export const refusalOf = (
  { why }: RefusedPicture,
  filename?: string,
): FailureOf<'picture_too_large' | 'not_a_picture'> => ({
  code: why === 'too large' ? 'picture_too_large' : 'not_a_picture',
  filename,
});
