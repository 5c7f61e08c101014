import type { scriptedServices } from '../../discord/scripted-services.ts';

export type Script = Parameters<typeof scriptedServices>[0];

/** Notes what is done, and hands on what came of it; `where`: the server in which it is done, for what is a server's. */
export type Did = <Outcome>(deed: string, outcome: Outcome, where?: string) => Outcome;
