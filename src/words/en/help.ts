/** `/help`: at most 2000 characters. */
export const help = {
  'help.guide': `**Make a picture:** \`/imagine\` with a prompt. Give it pictures and it works from those.
**Change one**, in whichever way is nearest:
- reply to any picture and mention me (a reply to me with the ping on does): your words are what to change
- press **Edit** under a picture of mine
- on anybody's picture: right-click or hold it, **Apps → Edit image**
- \`/edit\` with your own pictures, or with none: then it changes the current one here

**Every channel and thread is a project.** What I make last is the current version; \`/edit\` goes on from there.
- **Undo** under a picture, or \`/history undo\`: back to what it was made from
- **Again**: the same request once more
- reply to an older picture to branch off from it
- \`/history show\` lists the versions, \`/history continue\` goes on from one, \`/history reset\` starts anew

**A character looks the same in every picture.** Save one with \`/character save\`, or with **More** under a picture of mine; then write \`@\` and its name in a prompt, or choose it as \`character\`.

**Good to know**
- \`size\` takes a preset (\`16:9 · 2K\`), \`1536x1024\` or \`auto\`; \`count\` makes up to four at once
- \`region\` or \`mask\` with \`/edit\`: only that part changes
- \`private\` keeps the answer to yourself
- where a picture had to be made smaller for Discord, **Full size** gives you the original
- **Cancel** while it waits in line is free, and what fails costs you nothing; \`/quota\` says what you have left`,
} as const;
