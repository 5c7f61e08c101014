import {
  coverageId,
  type JobId,
  jobId,
  markupId,
  type OriginalId,
  originalOf,
  paintedId,
  shownCopyId,
  shownMarksId,
  thumbnailId,
  type VersionId,
} from '../ids.ts';

/** Every file of the image store that is there for this version: its own, what was shown or painted of it, and its job's. */
export function filesOfVersion(version: VersionId): readonly OriginalId[] {
  const job = jobOfVersion(version);
  return job === null ? ownFilesOf(version) : [...ownFilesOf(version), ...filesOfJob(job)];
}

export const ownFilesOf = (version: VersionId): readonly OriginalId[] => [
  originalOf(version),
  shownCopyId(version),
  paintedId(version),
  thumbnailId(version),
];

/** What members had marked, as it was read and as it is shown back. A repeated request uses the first one's: it is not its own. */
export const filesOfJob = (job: JobId): readonly OriginalId[] => [coverageId(job), markupId(job), shownMarksId(job)];

/** Null: it was imported. */
export const jobOfVersion = (version: VersionId): JobId | null => {
  const [, job] = /^(\d+)-/.exec(version) ?? [];
  return job === undefined ? null : jobId(job);
};
