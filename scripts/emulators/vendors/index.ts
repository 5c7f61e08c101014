export type { EmulatedAceDataCloud, EmulatedAceDataCloudOptions, UpstreamEvents } from './acedatacloud/emulated.ts';
export { startEmulatedAceDataCloud } from './acedatacloud/index.ts';
export type { GmiCloudBehaviour, GmiCloudEnding, GmiCloudRefusal } from './gmicloud/behaviour.ts';
export type {
  EmulatedGmiCloud,
  EmulatedGmiCloudOptions,
  GmiCloudEvents,
  QueuedRequest,
} from './gmicloud/emulated.ts';
export { startEmulatedGmiCloud } from './gmicloud/index.ts';
export type {
  Behaviour,
  BehaviourMatch,
  CallbackBehaviour,
  RawAnswer,
  Refusal,
  ResultBehaviour,
  Script,
  ScriptedBehaviour,
  TaskFailure,
} from './kit/behaviour.ts';
export type {
  EmulatedTask,
  InputPicture,
  Picture,
  RecordedCallback,
  RecordedField,
  RecordedFile,
  RecordedRequest,
  ResultPicture,
} from './kit/recorded.ts';
export type { OpenAiBehaviour, OpenAiRefusal, StreamBehaviour } from './openai/behaviour.ts';
export type { EmulatedCall, EmulatedOpenAi, EmulatedOpenAiOptions, OpenAiEvents } from './openai/emulated.ts';
export { startEmulatedOpenAi } from './openai/index.ts';
