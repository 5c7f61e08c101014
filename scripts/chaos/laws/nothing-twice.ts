import { type Law, messagesByVersion, type Violation } from '../evidence.ts';

const law = 'no result is posted twice';

/** Each version stands in one message at most, and each message that was answered has one answer. */
export const nothingTwice: Law = ({ asked, messages }) => {
  const found: Violation[] = [];
  for (const [version, shownIn] of messagesByVersion(messages)) {
    if (shownIn.length > 1) found.push({ law, says: `version ${version} stands in messages ${shownIn.join(', ')}` });
  }
  const replies = asked.filter(({ kind }) => kind === 'message').map(({ id }) => id);
  const answers = Map.groupBy(messages.values(), (message) => message.answers);
  for (const id of replies) {
    const count = answers.get(id)?.length ?? 0;
    if (count > 1) found.push({ law, says: `message ${id} was answered ${count} times` });
  }
  return found;
};
