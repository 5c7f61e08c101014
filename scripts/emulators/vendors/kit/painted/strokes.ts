/** What strokes name, one byte a pixel (255: it is named): themselves, and what closed ones go round. `drawn`: 0 where there is none. */
export function namedByStrokes(drawn: Buffer, width: number, height: number): Buffer {
  const named = Buffer.alloc(drawn.length, 255);
  const ahead: number[] = [];
  const reach = (x: number, y: number): void => {
    const at = y * width + x;
    if (x < 0 || y < 0 || x >= width || y >= height || drawn[at] !== 0 || named[at] === 0) return;
    named[at] = 0;
    ahead.push(at);
  };
  // What can be reached from the border without a stroke in the way lies outside.
  for (let x = 0; x < width; x += 1) for (const y of [0, height - 1]) reach(x, y);
  for (let y = 0; y < height; y += 1) for (const x of [0, width - 1]) reach(x, y);
  for (let at = ahead.pop(); at !== undefined; at = ahead.pop()) {
    const [x, y] = [at % width, Math.floor(at / width)];
    reach(x - 1, y);
    reach(x + 1, y);
    reach(x, y - 1);
    reach(x, y + 1);
  }
  return named;
}
