export { startEmulatedAceDataCloud } from './acedatacloud.ts';
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
} from './behaviour.ts';
export type { EmulatedAceDataCloud, EmulatedAceDataCloudOptions, UpstreamEvents } from './emulated-acedatacloud.ts';
export type {
  EmulatedGmiCloud,
  EmulatedGmiCloudOptions,
  GmiCloudEvents,
  QueuedRequest,
} from './emulated-gmicloud.ts';
export type { EmulatedCall, EmulatedOpenAi, EmulatedOpenAiOptions, OpenAiEvents } from './emulated-openai.ts';
export { startEmulatedGmiCloud } from './gmicloud.ts';
export type { GmiCloudBehaviour, GmiCloudEnding, GmiCloudRefusal } from './gmicloud-behaviour.ts';
export { startEmulatedOpenAi } from './openai.ts';
export type { OpenAiBehaviour, OpenAiRefusal, StreamBehaviour } from './openai-behaviour.ts';
export type {
  EmulatedTask,
  InputPicture,
  Picture,
  RecordedCallback,
  RecordedField,
  RecordedFile,
  RecordedRequest,
  ResultPicture,
} from './recorded.ts';
