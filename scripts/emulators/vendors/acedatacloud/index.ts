export type { AceDataCloudBehaviour, AceDataCloudRefusal, CallbackBehaviour, TaskFailure } from './behaviour.ts';
export type {
  AceDataCloudEvents,
  EmulatedAceDataCloud,
  EmulatedAceDataCloudOptions,
  EmulatedTask,
  RecordedCallback,
} from './emulated.ts';
export { startEmulatedAceDataCloud } from './server.ts';
