import type { Colour } from './colour.ts';
import { glyphs, marks } from './glyphs.ts';
import { round } from './svg.ts';

/** The space between two letters, in tenths of their height, unless said otherwise. */
const usualTracking = 2.6;

export interface Lettering {
  readonly x: number;
  /** The upper edge of the capitals. */
  readonly y: number;
  /** Of the capitals; made smaller when the text would be wider than `maxWidth`. */
  readonly height: number;
  readonly maxWidth: number;
  readonly colour: Colour;
  readonly tracking?: number;
  /** Of the line, in tenths of the height. */
  readonly weight?: number;
  readonly opacity?: number;
}

/**
 * A line of capitals around `x`. Letters without a drawing of their own are left out; without any the result is empty.
 */
export function letters(text: string, { x, y, height, maxWidth, colour, ...style }: Lettering): string {
  const { tracking = usualTracking, weight = 0.9, opacity } = style;
  const { path, width } = line(text, tracking);
  if (path === '') return '';
  const scale = Math.min(height / 10, maxWidth / width);
  const left = x - (width * scale) / 2;
  const top = y + (height - 10 * scale) / 2;
  return (
    `<path d="${path}" transform="translate(${round(left)} ${round(top)})scale(${Math.round(scale * 1000) / 1000})"` +
    ` fill="none" stroke="${colour}" stroke-width="${weight}" stroke-linecap="round" stroke-linejoin="round"` +
    `${opacity === undefined ? '' : ` opacity="${opacity}"`}/>`
  );
}

function line(text: string, tracking: number): { path: string; width: number } {
  let path = '';
  let at = 0;
  let last = 0;
  for (const character of text.normalize('NFD').replaceAll('’', "'").toUpperCase()) {
    const mark = marks[character];
    if (mark !== undefined) {
      path += `M${round(at - tracking - last / 2)} 0${mark}`;
      continue;
    }
    const glyph = glyphs[character];
    if (!glyph) continue;
    const [width, drawing] = glyph;
    if (drawing !== '') path += startingAt(at, drawing);
    at += width + tracking;
    last = width;
  }
  return { path, width: Math.max(1, at - tracking) };
}

/** A drawing from the upper left corner, moved to the right: its first, relative move becomes the absolute one. */
function startingAt(left: number, drawing: string): string {
  const [move, x, y] = /^m(-?[\d.]+) ?(-?[\d.]+)/.exec(drawing) ?? ['', '0', '0'];
  return `M${round(left + Number(x))} ${y}${drawing.slice(move.length)}`;
}
