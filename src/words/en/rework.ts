/** **Vary**, **Upscale**, **Use**, and which of several pictures is meant. */
export const rework = {
  'button.use': 'Use',
  'button.vary': 'Vary',
  'button.vary-subtle': 'Subtle',
  'button.vary-strong': 'Strong',
  'button.upscale': 'Upscale {size}',
  'button.priced': '{label} · {price}',
  'which.one': 'Which one?',
  'vary.how':
    '**Subtle** makes the same picture with small differences; **Strong** takes its subject and composes it anew.',
} as const;
