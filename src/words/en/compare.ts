/** What Discord shows of `/compare`. */
export const compareCommand = {
  'command.compare': 'One prompt to two or three models, side by side',
  'option.compare.model': 'The first model',
  'option.compare.model2': 'The model beside it',
  'option.compare.model3': 'A third one',
  'option.compare.size': 'A size that each of them makes',
} as const;

/** Several models with one prompt, side by side. */
export const compare = {
  'compare.took': '{seconds} s',
  'compare.none': '–',
  'compare.together': '{price} in all',
  'compare.ignored': '{model} does not take {fields}, so that was left out.',
  'compare.characters.cut': '{model} takes no more pictures, so each of them had {characters}.',
} as const;
