/** Buttons (at most 80 characters) and forms (titles, labels: 45; placeholders: 100). */
export const labels = {
  'button.edit': 'Edit',
  'button.again': 'Again',
  'button.undo': 'Undo',
  'button.full': 'Full size',
  'button.cancel': 'Cancel',
  'button.cancel.sent': 'Cancel (already sent)',
  'button.why': 'Why?',
  'button.show': 'Show',
  'button.make': 'Make a picture',
  'button.edit-current': 'Edit the current one',
  'button.numbered': '{label} {number}',

  'form.edit.title': 'Edit this picture',
  'form.edit.prompt': 'What should change?',
  'form.edit.prompt.example': 'make the sky a sunset',
  'form.edit.images': 'More pictures',
  'form.edit.images.hint': 'As references, if your words speak of them',
  'form.edit.model': 'Model',
  'form.edit.model.usual': 'The usual one',
  'form.edit.size': 'Size',
  'form.edit.size.auto': 'auto',
  'form.draft.gone': 'This form was opened too long ago. Open it once more; nothing was charged.',

  'choice.auto': 'auto (the model decides)',
} as const;
