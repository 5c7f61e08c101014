// Before anything of discord-components is loaded: its avatars would come from Discord's CDN.

/** A face for whoever has no picture: the first letter on a colour of their own. */
export function letterAvatar(name: string, id: string): string {
  const hue = Number(BigInt.asUintN(16, BigInt(/^\d+$/.test(id) ? id : '7') * 2654435761n)) % 360;
  return picture(
    `<rect width="80" height="80" fill="hsl(${hue} 46% 42%)"/><text x="40" y="41" dy=".35em" text-anchor="middle" font-family="sans-serif" font-size="38" font-weight="600" fill="#fff">${letter(name)}</text>`,
  );
}

/** The bot's own face: a brush stroke through a frame. */
export const botAvatar = picture(
  '<defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#7c5cff"/><stop offset="1" stop-color="#ff5c8a"/></linearGradient></defs><rect width="80" height="80" fill="url(#g)"/><rect x="18" y="20" width="44" height="40" rx="7" fill="none" stroke="#fff" stroke-width="5"/><path d="M22 54l12-14 9 9 6-6 9 11" fill="none" stroke="#fff" stroke-width="5" stroke-linejoin="round" stroke-linecap="round"/><circle cx="48" cy="33" r="4.5" fill="#fff"/>',
);

Object.assign(globalThis, {
  $discordMessage: {
    avatars: Object.fromEntries(
      ['default', 'blue', 'gray', 'green', 'orange', 'red', 'pink'].map((colour, index) => [
        colour,
        letterAvatar('?', String(index)),
      ]),
    ),
  },
});

function picture(content: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80">${content}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

function letter(name: string): string {
  const [first = '?'] = name.trim();
  return first.toUpperCase().replace(/[<&>]/, '?');
}
