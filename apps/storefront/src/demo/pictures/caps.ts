import { lighten } from './colour.ts';
import { materialColour, type Material } from './materials.ts';
import { centre, round } from './svg.ts';
import type { Colour } from './colour.ts';

export const capStyles = [
  'drum',
  'block',
  'tower',
  'sphere',
  'dome',
  'ribbed',
  'stone',
  'flare',
  'onion',
  'crown',
] as const;
export type CapStyle = (typeof capStyles)[number];

/** A cap standing on `bottom`; its fill is the gradient `#m`. */
export function cap(
  style: CapStyle,
  material: Material,
  lacquer: Colour,
  bottom: number,
  width: number,
): string {
  const colour = materialColour(material, lacquer);
  const edge = lighten(colour, 0.55);
  const left = centre - width / 2;
  const rect = (x: number, y: number, w: number, h: number, r: number) =>
    `<rect x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(h)}" rx="${r}" fill="url(#m)"/>`;
  /** Light that falls on the upper rim. */
  const rim = (y: number, w: number) =>
    `<path d="M${round(centre - w / 2 + 4)} ${round(y)}h${round(w - 8)}" stroke="${edge}" stroke-width="2.5" stroke-linecap="round" opacity=".75"/>`;
  switch (style) {
    case 'drum':
      return rect(left, bottom - 74, width, 74, 5) + rim(bottom - 72, width);
    case 'block':
      return rect(left - 16, bottom - 88, width + 32, 88, 3) + rim(bottom - 86, width + 32);
    case 'tower':
      return rect(left + 6, bottom - 128, width - 12, 128, 4) + rim(bottom - 126, width - 12);
    case 'sphere':
      return (
        rect(left + 8, bottom - 16, width - 16, 16, 2) +
        `<circle cx="${centre}" cy="${round(bottom - 56)}" r="47" fill="url(#m)"/>` +
        `<ellipse cx="${centre - 17}" cy="${round(bottom - 76)}" rx="13" ry="8" fill="#fff" opacity=".45" transform="rotate(-35 ${centre - 17} ${round(bottom - 76)})"/>`
      );
    case 'dome':
      return `<path d="M${round(left - 6)} ${round(bottom)}v-34a${round(width / 2 + 6)} 50 0 0 1 ${round(width + 12)} 0v34z" fill="url(#m)"/><path d="M${round(left - 6)} ${round(bottom - 16)}h${round(width + 12)}" stroke="${edge}" stroke-width="2" opacity=".5"/>`;
    case 'ribbed': {
      const ribs = Array.from(
        { length: 7 },
        (_, index) => `M${round(left + (width * (index + 1)) / 8)} ${round(bottom - 82)}v76`,
      );
      return (
        rect(left, bottom - 86, width, 86, 6) +
        `<path d="${ribs.join('')}" stroke="#1a120d" stroke-width="2" opacity=".28"/>` +
        rim(bottom - 84, width)
      );
    }
    case 'stone':
      return (
        rect(left + 12, bottom - 14, width - 24, 14, 2) +
        `<rect x="${round(left - 20)}" y="${round(bottom - 68)}" width="${round(width + 40)}" height="58" rx="28" fill="url(#m)"/>` +
        `<path d="M${round(left)} ${round(bottom - 58)}q16-7 ${round(width * 0.6)}-7" fill="none" stroke="${edge}" stroke-width="3" stroke-linecap="round" opacity=".6"/>`
      );
    case 'flare':
      return `<path d="M${round(left + 8)} ${round(bottom)}L${round(left - 10)} ${round(bottom - 92)}h${round(width + 20)}L${round(left + width - 8)} ${round(bottom)}z" fill="url(#m)"/>${rim(bottom - 90, width + 20)}`;
    case 'onion':
      return (
        rect(left + 2, bottom - 18, width - 4, 18, 4) +
        `<path d="M${centre - 26} ${round(bottom - 18)}c-34-18-34-62 2-80q16-9 24-34q8 25 24 34c36 18 36 62 2 80z" fill="url(#m)"/>` +
        `<path d="M${centre - 26} ${round(bottom - 76)}q-16 20-4 42" fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round" opacity=".45"/>`
      );
    case 'crown':
      return (
        rect(left - 4, bottom - 40, width + 8, 40, 4) +
        rect(left + 8, bottom - 96, width - 16, 54, 8) +
        rim(bottom - 94, width - 16) +
        rim(bottom - 38, width + 8)
      );
  }
}

/** How high above its foot a cap of this style reaches. */
export const capHeights: Readonly<Record<CapStyle, number>> = {
  drum: 74,
  block: 88,
  tower: 128,
  sphere: 104,
  dome: 86,
  ribbed: 86,
  stone: 68,
  flare: 92,
  onion: 134,
  crown: 96,
};

/** The spray head that a cap hides; drawn for testers, which come without one. */
export function sprayHead(bottom: number, metal: Colour): string {
  return (
    `<rect x="${centre - 17}" y="${round(bottom - 26)}" width="34" height="26" rx="3" fill="url(#k)"/>` +
    `<path d="M${centre - 12} ${round(bottom - 26)}v-20q0-8 8-8h8q8 0 8 8v20z" fill="${lighten(metal, 0.72)}" stroke="#1a120d" stroke-opacity=".2"/>` +
    `<circle cx="${centre - 5}" cy="${round(bottom - 42)}" r="2.4" fill="#1a120d" opacity=".55"/>`
  );
}
