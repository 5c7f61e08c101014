export type { GmiCloudBehaviour, GmiCloudEnding, GmiCloudRefusal } from './behaviour.ts';
export type { EmulatedGmiCloud, EmulatedGmiCloudOptions, GmiCloudEvents, QueuedRequest } from './emulated.ts';
export { startEmulatedGmiCloud } from './server.ts';
