/** Drafts, and what becomes of one. */
export const drafts = {
  'drafts.confirm':
    '{count, plural, =1 {One draft} =2 {Two drafts} =3 {Three drafts} =4 {Four drafts} other {# drafts}}: {price}. Finishing one: {finishing}. Nothing is charged before you go ahead; the buttons hold for 15 minutes.',
  'drafts.remark':
    '{count, plural, one {A draft, cheap and coarse: **Finish** makes the finished picture of it.} other {Drafts, cheap and coarse: **Finish** makes the finished picture of one.}}',
  'drafts.alt': 'Draft, version {number}, made by AI ({model}): {prompt}',
  'drafts.alt.plain': 'Draft, version {number}, made by AI.',
  'drafts.one': 'draft',
  'button.finish': 'Finish',
} as const;
