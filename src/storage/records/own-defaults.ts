import { z } from 'zod';
import { formats } from '../../domain/asked/image-request.ts';
import type { OwnDefaults } from '../../domain/asked/usual/usual.ts';
import { modelIdField } from './parts.ts';

/** What a member has set, as it is stored: as JSON of this shape. */
export const ownDefaultsRecord = z.object({
  model: modelIdField.optional(),
  size: z.string().optional(),
  quality: z.string().optional(),
  format: z.enum(formats).optional(),
  private: z.boolean().optional(),
}) satisfies z.ZodType<OwnDefaults>;
