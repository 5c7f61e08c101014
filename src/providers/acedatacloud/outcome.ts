import type { Failure } from '../../domain/failure.ts';
import { noImage } from '../http/paid-answer.ts';
import { taskFailureOf } from '../http/upstream-failure.ts';
import type { HandedPicture } from '../streams/keep-pictures.ts';
import type { Answer, TaskRecord } from './wire.ts';

/** As the port's outcomes, with the pictures still as the vendor wrote them. */
export type WireOutcome =
  | { readonly kind: 'made'; readonly pictures: readonly HandedPicture[] }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** What a paid call was answered with, status 2xx. */
export function answered(
  answer: Answer,
  expects: 'pictures' | 'a task',
): WireOutcome | { readonly kind: 'accepted'; readonly task: string } | { readonly kind: 'senseless' } {
  const { error, success, pictures, taskId } = answer;
  if (error !== undefined || success === false) return failed(answer);
  if (pictures !== undefined && pictures.length > 0) return { kind: 'made', pictures };
  if (taskId !== undefined && (pictures === undefined || expects === 'a task'))
    return { kind: 'accepted', task: taskId };
  // Not a word about pictures: the look-up by our trace id may know more.
  if (pictures === undefined && (expects === 'a task' || success === undefined)) return { kind: 'senseless' };
  return noImage(answer.traceId);
}

/** How far a task is (reference, 5.4). */
export function taskOutcome({ isFinished, response }: TaskRecord): WireOutcome | { readonly kind: 'running' } {
  if (response === undefined) return isFinished === true ? noImage(undefined) : { kind: 'running' };
  const { error, success, pictures } = response;
  if (error !== undefined && !error.isBare) return failed(response);
  // A record that says nothing about its end is over when its answer says so.
  const saysSo = success === false || (pictures !== undefined && pictures.length > 0);
  if (!(isFinished ?? saysSo)) return { kind: 'running' };
  if (error !== undefined || success === false) return failed(response);
  return pictures !== undefined && pictures.length > 0 ? { kind: 'made', pictures } : noImage(response.traceId);
}

const failed = ({ error, traceId }: Answer): WireOutcome => ({
  kind: 'failed',
  failure: taskFailureOf(error ?? {}, traceId),
});
