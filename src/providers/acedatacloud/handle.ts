import { z } from 'zod';

/** How a call is asked about: by the vendor's task id, or by our trace id where no task id was told; `native`: at the native interface. */
export type Handle = ({ readonly task: string } | { readonly trace: string }) & { readonly native?: true | undefined };

export const writeHandle = (handle: Handle): string => JSON.stringify(handle);

/** Throws on what was not written by us. */
export const readHandle = (text: string): Handle => schema.parse(JSON.parse(text));

const native = z.literal(true).optional();
const schema = z.union([z.object({ task: z.string(), native }), z.object({ trace: z.string(), native })]);
