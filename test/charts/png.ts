import { createCanvas, loadImage } from '@napi-rs/canvas';

/** Decodes a PNG: its size, and how many pixels have each colour (`#rrggbbaa`). */
export async function readPng(
  png: Buffer,
): Promise<{ width: number; height: number; colours: Map<string, number> }> {
  const image = await loadImage(png);
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const pixels = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const colours = new Map<string, number>();
  for (let at = 0; at < pixels.length; at += 4) {
    const colour = `#${pixels.toString('hex', at, at + 4)}`;
    colours.set(colour, (colours.get(colour) ?? 0) + 1);
  }
  return { width: image.width, height: image.height, colours };
}
