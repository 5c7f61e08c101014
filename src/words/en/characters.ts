/** Characters: saved, shown and used. Names come quoted; `mention` is how a prompt names one, `day` a date of Discord's. */
export const characters = {
  'character.use': 'To use it, write {mention} in a prompt or choose it as `character`.',
  'character.whose.mine': 'yours',
  'character.whose.server': "this server's",
  'character.pictures': '{count, plural, one {# picture} other {# pictures}}',
  'character.unknown': 'There is no character of that name here. `/character list` shows those there are.',
  'character.gone': 'That character is no longer there.',

  'character.saved': 'Saved: **{name}**.',
  'character.saved.left-out':
    'A character has at most {most} pictures, so {count, plural, one {the last one was} other {the last # were}} left out.',
  'character.not-saved.name':
    'Nothing was saved: a name is 1 to {most} characters long and shows something, with no comma and no `@` in it.',
  'character.not-saved.about': 'Nothing was saved: what is always said of it has at most {most} characters.',
  'character.not-saved.consent': 'Nothing was saved: say what it is. A real person who has not agreed is not saved.',
  'character.not-saved.taken.mine':
    'Nothing was saved: you have a character of that name already. Choose another name, or delete the old one first.',
  'character.not-saved.taken.server':
    'Nothing was saved: this server has a character of that name already. Choose another name, or delete the old one first.',
  'character.not-saved.member-full':
    'Nothing was saved: you have {most} characters, and more are not kept. `/character delete` makes room.',
  'character.not-saved.server-full':
    'Nothing was saved: this server has {most} characters, and more are not kept. `/character delete` makes room.',
  'character.not-saved.bytes':
    'Nothing was saved: the pictures of your characters take {most} MB at most. Choose fewer, or make room with `/character delete`.',
  'character.not-saved.unfinished': 'Nothing was saved: that picture is still being made. Try again when it is there.',
  'character.not-saved.managers':
    'Nothing was saved: only those who manage this server save characters for it. Yours you can save, with `mine`.',
  'character.not-saved.no-server': 'Nothing was saved: there is no server here. Yours you can save, with `mine`.',

  'character.none':
    'There are no characters here yet. Save one with `/character save`, with **More** under a picture of mine, or on any message with **Apps → Use as character**.',
  'character.line': '**{number} · {name}** · {whose} · {pictures}',
  'character.list.alt': 'The first picture of each character, five to a row: {names}',
  'character.list.alt.name': '{number} {name}',

  'character.shown': '**{name}** · {whose} · {pictures}',
  'character.made': 'Made by {owner} on {day} · {consent}',
  'character.consent.invented': 'invented or drawn',
  'character.consent.self': 'shows whoever made it',
  'character.consent.agreed': 'shows somebody who agreed',
  'character.alt': '{name}, picture {number}',
  'character.pictures.refused': 'Discord did not take its pictures. Try again in a minute.',
  'character.choice.server': "{name} · this server's",

  'character.removed': '**{name}** is forgotten, and in nothing that I send from now on. Pictures that were made stay.',
  'character.remove.not-theirs':
    "Only whoever made that character may delete it, or a moderator where it is a server's.",

  'character.sheet.prompt': 'Reference sheet of {name}: front, side and back',
  'character.sheet.made': 'Its reference sheet is there already, or is being made.',
  'character.sheet.not-theirs': 'Only whoever made that character may ask for its reference sheet.',
  'character.sheet.kept': 'This sheet is the first picture of **{name}** now.',
  'character.sheet.dropped': 'A character has at most {most} pictures, so its last one went.',
  'character.sheet.gone': 'That sheet, or its character, is no longer there.',
  'character.sheet.keep.not-theirs': 'Only whoever made that character may change its pictures.',
} as const;
