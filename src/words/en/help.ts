/** `/help`, in two screens of at most 2000 characters, with the longest links to commands. */
export const help = {
  'help.make': `**Make a picture:** {imagine} with a prompt. Give it pictures and it works from those.

**Change one**, in whichever way is nearest:
1. reply to any picture and mention me (a reply to me with the ping on does): your words are what to change
2. press **Edit** under a picture of mine
3. on anybody's picture: right-click or hold it, **Apps → Edit image**
{edit} does it too, with your own pictures, or with none: then it changes the current one here.

**Every channel and thread is a project.** What I make last is the current version; {edit} goes on from there.
- **Undo** under a picture, or {undo}: back to what it was made from
- **Again**: the same request once more
- reply to an older picture to branch off from it
- {show} lists the versions, {continue} goes on from one, {reset} starts anew`,
  'help.make.alt':
    'Three ways to edit. 1: a reply to a picture that mentions the bot and says what to change. 2: the button Edit under a picture. 3: the menu of a message, Apps, Edit image.',
  'help.more': `**A character looks the same in every picture.** Save one with {save}, or with **More** under a picture of mine; then write \`@\` and its name in a prompt, or choose it as \`character\`.

**Good to know**
- \`size\` takes a preset (\`16:9 · 2K\`), \`1536x1024\` or \`auto\`; \`count\` makes up to four at once
- {compare} gives one prompt to two or three models and shows them side by side, each with time and price
- \`region\`, \`mask\` or \`marks\` with {edit}: only that part changes
- \`private\` keeps the answer to yourself
- **Full size** gives you the original where Discord had to be shown a smaller one
- **Cancel** while it waits in line is free, and what fails costs you nothing`,
  'help.limits': '**What you have left** ({quota} shows it as a picture)',
  'help.unlimited': '**What you have left:** nobody set a limit for you here.',
  /** To whoever added the bot. */
  welcome: `**Thank you for adding me.** I make and edit pictures. Three steps, and your server is ready:
1. **Where:** {channels} names the channels that I may be used in; without it, everywhere.
2. **How much:** {limit} bounds what the server, a role or each member may make; for instance twenty pictures a day for everybody.
3. **Try it:** {imagine} with a few words. {doctor} tells whether I may do all that I need, and {help} shows members how to edit.`,
} as const;
