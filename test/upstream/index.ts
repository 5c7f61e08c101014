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
  EmulatedTask,
  InputPicture,
  Picture,
  RecordedCallback,
  RecordedField,
  RecordedFile,
  RecordedRequest,
  ResultPicture,
} from './recorded.ts';
