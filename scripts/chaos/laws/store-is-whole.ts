import { type Law, messagesByVersion, type Violation } from '../evidence.ts';

const law = 'the store is whole';

/**
 * Heads point to versions that there are; originals are what the vendor made, byte for byte, or what that was laid over the
 * source as; and Discord shows those.
 */
export const storeIsWhole: Law = ({ store, billed, asked, messages, filesOf }) => {
  const found: Violation[] = [];
  const say = (says: string) => found.push({ law, says });

  for (const head of store.heads) {
    const version = store.versions.get(head);
    if (version?.isRecorded !== true) say(`a head points to ${head}, which has no record`);
    if ((version?.sha256 ?? null) === null) say(`a head points to ${head}, which has no original`);
  }
  const prompts = new Map(asked.map(({ id, prompt }) => [id, prompt]));
  const shownIn = messagesByVersion(messages);
  for (const { id, job, traceId, ending } of store.requests) {
    if (ending?.kind !== 'pictures') continue;
    const prompt = prompts.get(job);
    const made = billed
      .filter(({ trace, prompt: theirs }) => (trace === null ? theirs === prompt : trace === traceId))
      .flatMap(({ sha256 }) => sha256);
    for (const { version, kept } of ending.pictures) {
      const stored = store.versions.get(version);
      if (stored?.isRecorded !== true) say(`version ${version} has no record`);
      const sha256 = stored?.sha256 ?? null;
      // Where a part alone was to change, what the vendor painted lies beside what was laid over the source.
      const painted = kept === 'exact' ? (stored?.painted ?? null) : sha256;
      if (sha256 === null || painted === null || !made.includes(painted))
        say(`the original of ${version} is not what was made for ${id}`);
      for (const message of shownIn.get(version) ?? []) {
        if (sha256 !== null && !filesOf(message).includes(sha256)) say(`message ${message} does not show ${version}`);
      }
    }
  }
  return found;
};
