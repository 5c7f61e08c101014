/** `/privacy`: what goes, what stays, and what comes of a press. */
export const privacy = {
  'privacy.delete.ask':
    'This takes everything of yours out of my store, wherever you made it: {versions, plural, =0 {no pictures} one {# picture} other {# pictures}}, {characters, plural, =0 {no characters} one {# character} other {# characters}}, and every word that you asked with. It cannot be undone.',
  'privacy.delete.ask.jobs':
    '{jobs, plural, one {What is being made for you is cancelled first.} other {The # requests of yours that are in hand are cancelled first.}} What was sent already is not kept when it comes; it counts for your limits if it is made.',
  'privacy.delete.stays':
    'What stays: messages in Discord, which you delete yourself; what others made from your pictures; what you have used of your limits, until they return, under a name that nobody can read. Image services keep what they keep.',
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
