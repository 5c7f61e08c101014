import { escapeXml, wrapCaption } from '../caption.ts';
import type { Drawing } from '../draw.ts';
import { between, createChance } from './chance.ts';
import { hueIn } from './instruction.ts';

type Chance = () => number;

/**
 * A landscape in the colours of the prompt, under which the prompt stands: with edges, fine detail and soft gradients
 * everywhere, so that one sees what a later painter does to it. A transparent one has no sky.
 */
export function sceneSvg(drawing: Drawing): string {
  const { width, height, transparent } = drawing;
  const chance = createChance(`${drawing.prompt}/${drawing.seed}`);
  const hue = hueIn(drawing.prompt);
  const skyAndLight = transparent ? '' : sky(hue, chance) + clouds(chance) + birds(chance);
  const land = hills(hue, chance);
  // Drawn in a square of a thousand, and stretched: only what is round or written minds.
  const inSquare = `<svg width="${width}" height="${height}" viewBox="0 0 1000 1000" preserveAspectRatio="none">${skyAndLight}${land}</svg>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>${gradients(hue)}</defs>${inSquare}${caption(drawing)}</svg>`;
}

const colour = (hue: number, saturation: number, lightness: number, opacity = 1): string =>
  `hsla(${Math.round(hue) % 360},${saturation.toFixed(0)}%,${lightness.toFixed(0)}%,${opacity})`;

function gradients(hue: number): string {
  const stops = (list: readonly (readonly [offset: number, colour: string, opacity?: number])[]) =>
    list.map(([offset, of, opacity = 1]) => `<stop offset="${offset}" stop-color="${of}" stop-opacity="${opacity}"/>`);
  const linear = (id: string, ...list: Parameters<typeof stops>[0]) =>
    `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${stops(list).join('')}</linearGradient>`;
  const radial = (id: string, ...list: Parameters<typeof stops>[0]) =>
    `<radialGradient id="${id}">${stops(list).join('')}</radialGradient>`;
  return [
    linear('sky', [0, colour(hue + 215, 48, 34)], [0.55, colour(hue + 190, 52, 68)], [1, colour(hue + 20, 82, 82)]),
    radial('glow', [0, '#fffbe8', 0.95], [0.25, '#fff1c4', 0.6], [1, '#ffe6a8', 0]),
    radial('puff', [0, '#ffffff', 0.85], [0.6, '#ffffff', 0.45], [1, '#ffffff', 0]),
    linear('foot', [0, '#000000', 0], [0.45, '#000000', 0.5], [1, '#000000', 0.72]),
  ].join('');
}

function sky(hue: number, chance: Chance): string {
  const [x, y] = [between(chance, 180, 820), between(chance, 150, 330)];
  return `<rect width="1000" height="1000" fill="url(#sky)"/><circle cx="${x}" cy="${y}" r="330" fill="url(#glow)"/><circle cx="${x}" cy="${y}" r="${between(chance, 48, 70)}" fill="${colour(hue + 15, 95, 92)}"/>`;
}

function clouds(chance: Chance): string {
  return Array.from({ length: 5 }, () => {
    const [x, y, reach] = [between(chance, 0, 1000), between(chance, 60, 420), between(chance, 60, 130)];
    return Array.from({ length: 6 }, () => {
      const [dx, dy] = [between(chance, -reach, reach), between(chance, -14, 14)];
      const [rx, ry] = [between(chance, 50, 110), between(chance, 16, 34)];
      return `<ellipse cx="${(x + dx).toFixed(0)}" cy="${(y + dy).toFixed(0)}" rx="${rx.toFixed(0)}" ry="${ry.toFixed(0)}" fill="url(#puff)"/>`;
    }).join('');
  }).join('');
}

function birds(chance: Chance): string {
  const [x, y] = [between(chance, 200, 700), between(chance, 120, 320)];
  return Array.from({ length: 7 }, () => {
    const [at, over, wing] = [x + between(chance, -90, 90), y + between(chance, -50, 50), between(chance, 8, 15)];
    return `<path d="M${at - wing} ${over - wing / 2}q${wing / 2} -${wing / 3} ${wing} ${wing / 2}q${wing / 2} -${wing} ${wing} -${wing / 2}" fill="none" stroke="#1c2430" stroke-opacity="0.75" stroke-width="2.4"/>`;
  }).join('');
}

/** From the far ones in haze to the near ones with their trees. */
function hills(hue: number, chance: Chance): string {
  const layers = 5;
  return Array.from({ length: layers }, (_, layer) => {
    const near = layer / (layers - 1);
    const base = 470 + 330 * near ** 1.15;
    const swing = 95 - 40 * near;
    const [one, two, three] = [chance() * 7, chance() * 7, chance() * 7];
    const heightAt = (x: number) =>
      base +
      swing *
        (0.6 * Math.sin(x / 190 + one) +
          0.3 * Math.sin(x / 71 + two) +
          (0.12 - 0.06 * near) * Math.sin(x / 17 + three));
    const ridge = Array.from({ length: 126 }, (_, step) => `${step * 8} ${heightAt(step * 8).toFixed(1)}`).join('L');
    const ground = colour(hue + 150 - 60 * near, 22 + 26 * near, 66 - 44 * near);
    const hill = `<path d="M0 1000L${ridge}L1000 1000Z" fill="${ground}"/>`;
    return near < 0.4 ? hill : trees(heightAt, near, hue, chance) + hill + meadow(heightAt, near, hue, chance);
  }).join('');
}

function trees(heightAt: (x: number) => number, near: number, hue: number, chance: Chance): string {
  return Array.from({ length: Math.round(34 - 18 * near) }, () => {
    const x = between(chance, 0, 1000);
    const tall = between(chance, 26, 52) * (0.5 + 1.5 * near ** 2);
    const [foot, wide] = [heightAt(x) + tall * 0.12, tall * between(chance, 0.2, 0.28)];
    const fill = colour(hue + 135 - 55 * near + between(chance, -14, 14), 38, between(chance, 24, 34) - 12 * near);
    const tier = (from: number, to: number, half: number) =>
      `M${(x - half).toFixed(1)} ${(foot - tall * from).toFixed(1)}L${x.toFixed(1)} ${(foot - tall * to).toFixed(1)}L${(x + half).toFixed(1)} ${(foot - tall * from).toFixed(1)}Z`;
    return `<path d="${tier(0.05, 0.55, wide)}${tier(0.32, 0.78, wide * 0.78)}${tier(0.58, 1, wide * 0.55)}" fill="${fill}"/>`;
  }).join('');
}

/** Strokes of light and shade on a slope, and flowers on the nearest. */
function meadow(heightAt: (x: number) => number, near: number, hue: number, chance: Chance): string {
  return Array.from({ length: 70 }, (_, index) => {
    const x = between(chance, 0, 1000);
    const y = heightAt(x) + between(chance, 8, 60 + 150 * near);
    if (near === 1 && index % 2 === 0) {
      return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${between(chance, 2, 5).toFixed(1)}" fill="${colour(hue + between(chance, -25, 25), 85, 70)}"/>`;
    }
    const shade = chance() < 0.5 ? '#ffffff' : '#000000';
    return `<path d="M${x.toFixed(1)} ${y.toFixed(1)}q${between(chance, 10, 30).toFixed(1)} -6 ${between(chance, 30, 70).toFixed(1)} 2" fill="none" stroke="${shade}" stroke-opacity="0.16" stroke-width="3"/>`;
  }).join('');
}

function caption({ prompt, label, seed, width, height, transparent }: Drawing): string {
  const size = Math.max(8, Math.round(Math.min(width, height) / 21));
  const lines = wrapCaption(prompt, Math.max(6, Math.floor((width * 0.92) / (size * 0.56))), 3);
  const small = Math.max(6, Math.round(size * 0.42));
  const foot = height - small * 1.6;
  const tall = size * (lines.length * 1.25 + 2.2);
  const band = `<rect y="${height - tall}" width="${width}" height="${tall}" fill="url(#foot)"/>`;
  const text = lines.map((line, row) =>
    textAt(line, width / 2, foot - size * (0.85 + (lines.length - 1 - row) * 1.25), size),
  );
  const made = textAt(escapeXml(`${label} · ${seed}`), width / 2, foot + small * 0.5, small, 0.8);
  return (transparent ? '' : band) + text.join('') + made;
}

/** Centred on `x`; `escaped` is XML already. */
export function textAt(escaped: string, x: number, y: number, size: number, opacity = 1): string {
  const style = 'fill="#fff" stroke="#000" stroke-opacity="0.5" paint-order="stroke" stroke-linejoin="round"';
  return `<text x="${x}" y="${y}" font-size="${size}" stroke-width="${size / 7}" opacity="${opacity}" font-family="DejaVu Sans, Arial, sans-serif" font-weight="bold" text-anchor="middle" dominant-baseline="middle" ${style}>${escaped}</text>`;
}
