/** Bars as SVG: what is used is filled, from calm green over amber to red. Without text, which depends on the machine's fonts. */
export function barsSvg(bars: readonly { readonly share: number }[]): string {
  const height = padding * 2 + bars.length * barHeight + Math.max(0, bars.length - 1) * gap;
  const rows = bars.map(({ share }, index) => {
    const y = padding + index * (barHeight + gap);
    const filled = Math.round(barWidth * Math.min(1, Math.max(0, share)));
    const radius = barHeight / 2;
    return [
      `<rect x="${padding}" y="${y}" width="${barWidth}" height="${barHeight}" rx="${radius}" fill="#3f4147"/>`,
      filled === 0
        ? ''
        : `<rect x="${padding}" y="${y}" width="${Math.max(barHeight, filled)}" height="${barHeight}" rx="${radius}" fill="${colourOf(share)}"/>`,
    ].join('');
  });
  const width = barWidth + padding * 2;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" rx="12" fill="#2b2d31"/>${rows.join('')}</svg>`;
}

const barWidth = 520;
const barHeight = 26;
const gap = 18;
const padding = 24;

const colourOf = (share: number) => (share >= 1 ? '#da373c' : share >= 0.8 ? '#f0b232' : '#23a55a');
