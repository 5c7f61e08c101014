import { describe, expect, test } from 'vitest';
import { sampleJob } from '../../../scripts/sample-records.ts';
import type { IncomingPicture } from '../../../src/domain/asked/image-request.ts';
import { userId, versionId } from '../../../src/domain/ids.ts';
import type { Job } from '../../../src/domain/jobs/job.ts';
import { withFilename } from '../../../src/domain/pictures/named-picture.ts';

const picture = (filename: string): IncomingPicture => ({
  id: filename,
  url: 'https://cdn.example',
  filename,
  owner: userId('1'),
});

function jobOf(...sources: readonly string[]): Job {
  const job = sampleJob('700');
  if (job.task === null) throw new Error('the sample has a task');
  return {
    ...job,
    task: { ...job.task, sources: sources.map((name) => ({ kind: 'picture', picture: picture(name) })) },
  };
}

describe('a picture that a vendor refuses', () => {
  test('is named where it was the only one', () => {
    expect(withFilename({ code: 'not_a_picture' }, jobOf('cat.jpg'))).toEqual({
      code: 'not_a_picture',
      filename: 'cat.jpg',
    });
  });

  test('is named where the vendor says which it was', () => {
    const failure = { code: 'picture_too_large', place: 2 } as const;
    expect(withFilename(failure, jobOf('cat.jpg', 'hat.png'))).toEqual({ ...failure, filename: 'hat.png' });
  });

  test('is not guessed among several, or past their number', () => {
    expect(withFilename({ code: 'not_a_picture' }, jobOf('cat.jpg', 'hat.png'))).toEqual({ code: 'not_a_picture' });
    const beyond = { code: 'not_a_picture', place: 3 } as const;
    expect(withFilename(beyond, jobOf('cat.jpg', 'hat.png'))).toEqual(beyond);
  });

  test('is counted among those that were sent', () => {
    const job = {
      ...jobOf('film.mp4', 'cat.jpg'),
      warnings: [{ kind: 'left out', files: [{ kind: 'file', name: 'film.mp4' }] }],
    } as const;
    expect(withFilename({ code: 'not_a_picture', place: 1 }, job)).toMatchObject({ filename: 'cat.jpg' });
  });

  test('that is a version of ours has no name of its own', () => {
    const job = jobOf('cat.jpg');
    const sources = [{ kind: 'version', version: versionId('5-0-0') }] as const;
    const edit = { ...job, task: job.task && { ...job.task, sources } };
    expect(withFilename({ code: 'not_a_picture' }, edit)).toEqual({ code: 'not_a_picture' });
  });
});

test('any other failure stays as it is', () => {
  expect(withFilename({ code: 'moderated' }, jobOf('cat.jpg'))).toEqual({ code: 'moderated' });
});
