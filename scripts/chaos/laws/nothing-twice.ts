import { type Law, messagesByVersion, type Violation } from '../evidence.ts';

const law = 'no result is posted twice';

/** Each version stands in one message at most, and each message that was answered has one answer. */
export const nothingTwice: Law = ({ asked, messages, store }) => {
  const found: Violation[] = [];
  for (const [version, shownIn] of messagesByVersion(messages)) {
    if (shownIn.length > 1) found.push({ law, says: `version ${version} stands in messages ${shownIn.join(', ')}` });
  }
  const replies = asked.filter(({ kind }) => kind === 'message').map(({ id }) => id);
  const answers = Map.groupBy(messages.values(), ({ message }) => message.message_reference?.message_id);
  for (const id of replies) {
    const count = answers.get(id)?.length ?? 0;
    if (count > 1) found.push({ law, says: `message ${id} was answered ${count} times` });
  }
  const jobs = Map.groupBy(store.requests, ({ job }) => job);
  for (const [job, requests] of jobs) {
    const places = new Set(requests.flatMap(({ id }) => messagesByVersion(messages).get(`${id}-0`) ?? []));
    if (places.size > 1) found.push({ law, says: `job ${job} stands in messages ${[...places].join(', ')}` });
  }
  return found;
};
