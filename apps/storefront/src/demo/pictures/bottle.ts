import { groundShadow } from './backdrops.ts';
import { cap, sprayHead, type CapStyle } from './caps.ts';
import type { Colour } from './colour.ts';
import { glassOf, seenColour, type Contents } from './glass.ts';
import { label, type LabelStyle, type LabelText } from './labels.ts';
import { materialColour, materialGradient, type Material } from './materials.ts';
import { boxAround, inside, outlines, type Box, type OutlineName } from './outlines.ts';
import { centre, ground, radial, round } from './svg.ts';

/** The bottle that every scent of a house comes in. */
export interface BottleStyle {
  readonly outline: OutlineName;
  /** Of the usual width and height of the outline, about 1. */
  readonly stretch: readonly [width: number, height: number];
  readonly fluted: boolean;
  readonly cap: CapStyle;
  readonly material: Material;
  readonly collar: Material;
  readonly lacquer: Colour;
  readonly label: LabelStyle;
  readonly paper: Colour;
  readonly ink: Colour;
}

/** One scent in it. */
export interface Filling extends Contents {
  readonly text: LabelText;
}

/** A bottle on the ground in the middle of the picture, with its cap or, as a tester, without. */
export function bottle(
  style: BottleStyle,
  filling: Filling,
  capped = true,
): { definitions: string; drawing: string; top: number } {
  const outline = outlines[style.outline];
  const box = boxAround(centre, ground, outline.width * style.stretch[0], outline.height * style.stretch[1]);
  const seen = seenColour(filling, style.lacquer);
  const collarTop = box.top - 20;
  const capWidth = outline.neck + 30;
  const glass = glassOf(style.outline, box, filling, style.lacquer);
  return {
    top: collarTop,
    definitions:
      materialGradient('m', style.material, style.lacquer) +
      materialGradient('k', style.collar, style.lacquer) +
      glass.definitions +
      radial('n', [
        [0, seen, 0.55],
        [1, seen, 0],
      ]),
    drawing:
      groundShadow(centre, box.right - box.left, true) +
      `<path d="M${centre - outline.neck / 2} ${round(box.top + 6)}v-16h${outline.neck}v16z" fill="url(#g)"/>` +
      glass.drawing +
      (style.fluted && outline.straight ? flutes(inside(box, 10, 22, 14)) : '') +
      label(
        style.label,
        filling.text,
        {
          y: box.top + (box.bottom - box.top) * outline.labelAt,
          width: (box.right - box.left) * outline.labelWidth,
          height: box.bottom - box.top,
        },
        { paper: style.paper, ink: style.ink, ground: seen },
      ) +
      shine(box, style.outline) +
      `<rect x="${centre - outline.neck / 2 - 5}" y="${round(collarTop)}" width="${outline.neck + 10}" height="17" rx="2" fill="url(#k)"/>` +
      (capped
        ? cap(style.cap, style.material, style.lacquer, collarTop, capWidth)
        : sprayHead(collarTop, materialColour(style.collar, style.lacquer))),
  };
}

function flutes({ left, right, top, bottom }: Box): string {
  const count = Math.round((right - left) / 17);
  const gap = (right - left) / count;
  const lines = Array.from(
    { length: count - 1 },
    (_, index) => `M${round(left + gap * (index + 1))} ${round(top + 10)}V${round(bottom - 8)}`,
  ).join('');
  return `<path d="${lines}" stroke="#fff" stroke-opacity=".3" stroke-width="3"/><path d="${lines}" stroke="#1a120d" stroke-opacity=".1" transform="translate(3)"/>`;
}

/** The window of the studio, mirrored in the left side of the glass. */
function shine({ left, right, top, bottom }: Box, outline: OutlineName): string {
  const width = right - left;
  const height = bottom - top;
  const curved = outline === 'disc' || outline === 'drop' || outline === 'pebble';
  if (curved) {
    return `<path d="M${round(left + width * 0.12)} ${round(top + height * 0.72)}C${round(left + width * 0.03)} ${round(top + height * 0.5)} ${round(left + width * 0.12)} ${round(top + height * 0.34)} ${round(left + width * 0.26)} ${round(top + height * 0.22)}" fill="none" stroke="#fff" stroke-opacity=".5" stroke-width="9" stroke-linecap="round"/>`;
  }
  const from =
    outline === 'apothecary' || outline === 'flask' || outline === 'arch'
      ? 0.34
      : outline === 'taper'
        ? 0.2
        : 0.08;
  const lean = outline === 'taper' ? -width * 0.09 : outline === 'flare' ? width * 0.07 : 0;
  const at = left + width * (outline === 'taper' ? 0.16 : 0.08);
  return (
    `<path d="M${round(at)} ${round(top + height * from)}L${round(at + lean)} ${round(bottom - height * 0.08)}" stroke="#fff" stroke-opacity=".5" stroke-width="8" stroke-linecap="round"/>` +
    `<path d="M${round(right - (at - left))} ${round(top + height * (from + 0.04))}L${round(right - (at - left) - lean)} ${round(bottom - height * 0.1)}" stroke="#fff" stroke-opacity=".24" stroke-width="3" stroke-linecap="round"/>`
  );
}
