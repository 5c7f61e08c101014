// The image APIs that are emulated, each with its own face, and what all of them record and can be told.

export * from './acedatacloud/index.ts';
export * from './gmicloud/index.ts';
export type { RawAnswer } from './kit/loopback.ts';
export type {
  InputPicture,
  Picture,
  RecordedField,
  RecordedFile,
  RecordedRequest,
  ResultPicture,
} from './kit/recorded.ts';
export type { ResultBehaviour } from './kit/results-host.ts';
export type { BehaviourMatch, Script, ScriptedBehaviour } from './kit/script.ts';
export * from './openai/index.ts';
