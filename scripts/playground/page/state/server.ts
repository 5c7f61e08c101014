import type {
  Act,
  ActAnswer,
  ChannelMessages,
  CompletionAnswer,
  CompletionRequest,
  RequestDetail,
  Snapshot,
  Snowflake,
  WireCommand,
} from '../../protocol.ts';

// What the page asks its own server. Nothing else is ever called.

export function fetchSnapshot(): Promise<Snapshot> {
  return read('/api/snapshot');
}

export async function fetchMessages(user: Snowflake, channel: Snowflake): Promise<ChannelMessages['messages']> {
  const { messages } = await read<ChannelMessages>(`/api/messages?${new URLSearchParams({ user, channel })}`);
  return messages;
}

export function fetchCommands(user: Snowflake, channel: Snowflake): Promise<readonly WireCommand[]> {
  return read(`/api/commands?${new URLSearchParams({ user, channel })}`);
}

export function fetchRequest(id: string): Promise<RequestDetail> {
  return read(`/api/requests/${encodeURIComponent(id)}`);
}

export async function forgetRequests(): Promise<void> {
  await fetch('/api/requests', { method: 'DELETE' });
}

export async function useControl(id: string): Promise<void> {
  await fetch(`/api/controls/${id}`, { method: 'POST' });
}

export async function sendAct(act: Act, files: ReadonlyMap<string, File>): Promise<ActAnswer> {
  const form = new FormData();
  form.set('act', JSON.stringify(act));
  for (const [name, file] of files) form.set(name, file, file.name);
  const answer = await fetch('/api/act', { method: 'POST', body: form });
  return answer.json() as Promise<ActAnswer>;
}

export async function sendCompletion(request: CompletionRequest): Promise<CompletionAnswer['choices']> {
  const answer = await fetch('/api/complete', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  if (!answer.ok) return [];
  const { choices } = (await answer.json()) as CompletionAnswer;
  return choices;
}

async function read<Answer>(path: string): Promise<Answer> {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer.json() as Promise<Answer>;
}
