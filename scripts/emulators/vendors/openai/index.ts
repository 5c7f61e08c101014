export type { OpenAiBehaviour, OpenAiRefusal, StreamBehaviour } from './behaviour.ts';
export type { EmulatedCall, EmulatedOpenAi, EmulatedOpenAiOptions, OpenAiEvents } from './emulated.ts';
export { startEmulatedOpenAi } from './server.ts';
