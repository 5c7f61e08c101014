import { aceDataCloud } from './acedatacloud/index.ts';
import { agcloud } from './agcloud/index.ts';
import { gmiCloud } from './gmicloud/index.ts';
import { openAi } from './openai/index.ts';
import type { Vendor } from './vendor.ts';

/** The image APIs that there are, in the order in which they are asked where the operator names none. */
export const vendors: readonly Vendor[] = [aceDataCloud, openAi, agcloud, gmiCloud];
