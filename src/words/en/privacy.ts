/** `/privacy`: what goes, what stays, and what comes of a press. */
export const privacy = {
  'privacy.export.sent':
    'Everything that I keep of you is on its way to your direct messages: {link}. {parts, plural, one {It is one file.} other {It is # files, one message each; the others follow that one. If one of them does not come, ask again.}}',
  'privacy.export.message':
    'Everything that I keep of you{parts, plural, one {} other {, part {part} of {parts}}}: your pictures, characters and what they cost, with a README.{left, plural, =0 {} one { One picture is too large to be sent; **Full size** under it shows it.} other { # pictures are too large to be sent; **Full size** under them shows them.}}',
  'privacy.export.refused':
    'Discord does not let me write to you directly, so here it is. {parts, plural, one {It is all of it.} other {It is the first of # files, with the ledger; the others need direct messages: allow them for this server (its name → Privacy Settings), or write to me, then ask again.}}',
  'privacy.export.refused.here':
    'Discord does not let me write to you directly, and took no file here either. Allow direct messages for this server (its name → Privacy Settings), or write to me, then ask again.',
  'privacy.export.alt': 'Everything that is kept of you, as a zip archive',
  'privacy.export.later': 'Discord takes no files just now. Ask again in a minute.',
  'privacy.export.busy':
    'Everything that I keep of you is being packed already, or too many others ask for theirs. Ask again in a minute.',
  'privacy.export.too-soon': 'You had everything a moment ago. You can ask again {when}.',
  'privacy.export.readme': `Everything that this bot keeps of you{parts, plural, one {} other { (part {part} of {parts})}}.

pictures/        your pictures as they are kept. What AI made says so in its file.
versions.json    a line for each of them: how it was made (prompt, model, size), from which others (parents),
                 when, where, and what the request cost, with all its pictures. Where "picture" names no file,
                 it was removed after some time ("gone"), or is larger than can be sent ("too large").
characters.json  your characters, and characters/ their pictures.
ledger.csv       in the first part: what you were charged, or what is held for what is being made now, by request,
                 day and server. Those of long ago are added up by month
                 (request: all). Server: direct, in direct messages.
settings.json    in the first part, where there is any: limits and trust that managers of servers set for you,
                 and what you set with /defaults, by server (direct: in direct messages).

Not in it: messages in Discord, which Discord keeps; what is typed into a form and not sent, or waits for a button
(kept for a day at most); what others made from your pictures, which is theirs.
Days are UTC. Ids are Discord's.
`,
  'privacy.delete.ask':
    'This takes everything of yours out of my store, wherever you made it: {versions, plural, =0 {no pictures} one {# picture} other {# pictures}}, {characters, plural, =0 {no characters} one {# character} other {# characters}}, and every word that you asked with. It cannot be undone.',
  'privacy.delete.ask.jobs':
    '{jobs, plural, one {What is being made for you is cancelled first.} other {The # requests of yours that are in hand are cancelled first.}} What was sent already is not kept when it comes; it counts for your limits if it is made.',
  'privacy.delete.stays':
    'What stays: messages in Discord, which you delete yourself; what others made from your pictures; what you have used of your limits and a pause, until they end, under a name that nobody can read. Image services keep what they keep.',
  'privacy.delete.begun':
    'Everything of yours is being deleted. That takes a minute or so, longer while an image service still works on something that you cancelled, and goes on whatever happens. `/privacy delete` tells what is left.',
  'privacy.delete.running': 'That is being deleted already.',
  'privacy.delete.done': 'That is deleted already.',
  'privacy.delete.gone':
    'That question is older than 15 minutes, or was answered. Nothing was deleted. `/privacy delete` asks anew.',
  'privacy.delete.not-theirs': 'Only the one who asked can answer that. Nothing was deleted.',
  'privacy.kept': 'Everything is kept.',
  'privacy.keep.over': 'That question was answered before, or is not yours.',
} as const;
