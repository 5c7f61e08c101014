/** What stands over and under pictures, and in their alternative texts. */
export const results = {
  'result.title':
    '**{count, plural, one {Version} other {Versions}} {numbers}{rework, select, subtle { · varied, subtle} strong { · varied, strong} upscale { · upscaled} other {}}:** “{prompt}”',
  'result.title.plain':
    '**{count, plural, one {Version} other {Versions}} {numbers}{rework, select, subtle { · varied, subtle} strong { · varied, strong} upscale { · upscaled} other {}}** · a rule of this server keeps the words out',
  'result.alt.plain': 'Version {number}, made by AI.',
  'result.alt.made': 'Version {number}, made by AI ({model}): {prompt}',
  'result.alt.edited': 'Version {number}, edited by AI ({model}): {prompt}',
  'result.from': 'From {picture}',
  'result.from.more': 'From {picture} and {others, plural, one {# more picture} other {# more pictures}}',
  'result.from.version': 'version {number}',
  'result.from.sent': 'the picture sent',
  'result.ignored': 'This model does not take {fields}, so that was left out.',
  'result.reduced': 'Reduced to fit here; **Full size** has the original.',
  'result.unshown':
    '{count, plural, one {One picture is} other {# pictures are}} too large to show here; **Full size** has the original.',
  'result.fewer': '{got} of the {asked} asked for: {reason}.',
  'result.replaced': '{asked} is no longer there, so {by} made this.',
  'result.original-gone': 'The original to work on is gone, so the copy that was shown was used.',
  'result.with': 'with {characters}',
  'result.characters.cut': 'The model takes no more pictures, so it had {characters}.',
  'result.characters.cut.one': '{used} of {of} of {name}',
  'result.characters.cut.none': 'none of {name}',
  'result.characters.gone':
    'Without {characters}: {count, plural, one {that character was} other {those characters were}} deleted.',
  'result.characters.not-theirs':
    'Without {characters}: {count, plural, one {that is a character} other {those are characters}} of somebody else.',
  'result.marks': 'Your marks were read: {share, number, percent} of the picture was to change.',
  'result.marks.alt': 'The picture in small, with what was read of your marks outlined.',
  'result.not-exact.format': 'A JPEG changes every pixel a little, so the rest is as the model painted it.',
  'result.not-exact.size': 'In another size no pixel stays what it was, so the rest is as the model painted it.',
  'result.not-exact.no-fit':
    'The model composed it anew, so the rest could not be kept exactly; this is as it painted it.',
  'result.not-exact.no-part': 'Nothing was named that alone should change, so all of it is as the model painted it.',
  'result.mask.transparency': 'What is see-through in the mask was changed.',
  'result.mask.white': 'What is white in the mask was changed.',
  'result.mask.transparency.scaled': 'What is see-through in the mask was changed; it was scaled to the picture.',
  'result.mask.white.scaled': 'What is white in the mask was changed; it was scaled to the picture.',
  'result.converted': '{files} {count, plural, one {was} other {were}} converted to PNG first.',
  'result.left-out':
    '{files} {count, plural, one {is no picture} other {are no pictures}} I can read, so {count, plural, one {it was} other {they were}} left out.',
  'result.more': '{count} more',
  'field.size': 'size',
  'field.quality': 'quality',
  'field.background': 'background',
  'field.format': 'format',

  'full-size.original': 'The original, pixel for pixel.',
  'full-size.reduced': 'The original is too large for Discord; this is the best that fits.',
  'full-size.alt': 'Full size, by AI: {prompt}',
  'full-size.refused': 'Discord did not take the picture. Try again in a minute.',
  'picture.sent': 'a picture that was sent',
  'picture.sent.capital': 'A picture that was sent',
} as const;
