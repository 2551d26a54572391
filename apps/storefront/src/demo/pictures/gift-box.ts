import { groundShadow } from './backdrops.ts';
import { darken, lighten, type Colour } from './colour.ts';
import { letters } from './lettering.ts';
import { centre, ground, linear } from './svg.ts';

export interface GiftBox {
  readonly paper: Colour;
  readonly ribbon: Colour;
  readonly ink: Colour;
  readonly house: string;
  readonly tied: 'cross' | 'side';
}

const width = 360;
const height = 230;

/** A closed box with a ribbon, on the ground in the middle. Uses the gradients `#p` and `#r`. */
export function giftBox({ paper, ribbon, ink, house, tied }: GiftBox): {
  definitions: string;
  drawing: string;
} {
  const left = centre - width / 2;
  const top = ground - height;
  const at = tied === 'cross' ? centre : left + 92;
  const fold = darken(ribbon, 0.28);
  const lid = 62;
  return {
    definitions:
      linear('p', [
        [0, lighten(paper, 0.14)],
        [0.5, paper],
        [1, darken(paper, 0.16)],
      ]) +
      linear('r', [
        [0, darken(ribbon, 0.12)],
        [0.4, lighten(ribbon, 0.3)],
        [1, darken(ribbon, 0.18)],
      ]),
    drawing:
      groundShadow(centre, width) +
      `<path d="M${left} ${top + lid}h${width}v${height - lid}h${-width}z" fill="url(#p)"/>` +
      `<path d="M${left} ${top + lid}h${width}v12h${-width}z" fill="#1a120d" opacity=".16"/>` +
      `<path d="M${at - 22} ${top + lid}h44v${height - lid}h-44z" fill="url(#r)"/>` +
      `<rect x="${left - 9}" y="${top}" width="${width + 18}" height="${lid}" rx="3" fill="url(#p)"/>` +
      `<path d="M${left - 6} ${top + 2}h${width + 12}" stroke="#fff" stroke-opacity=".5" stroke-width="3"/>` +
      `<path d="M${at - 22} ${top}h44v${lid}h-44z" fill="url(#r)"/>` +
      bow(at, top, fold) +
      letters(house, {
        x: tied === 'cross' ? centre + width / 4 + 10 : at + 108,
        y: top + lid + 76,
        height: 15,
        maxWidth: tied === 'cross' ? width / 2 - 54 : 142,
        colour: ink,
        tracking: 3.2,
      }),
  };
}

function bow(x: number, y: number, fold: Colour): string {
  return (
    `<path d="M${x} ${y}c-30 6-66 30-84 62l30-4 6 22c18-30 36-56 48-80zM${x} ${y}c30 6 62 26 78 56l-28 0-8 22c-16-28-32-54-42-78z" fill="url(#r)"/>` +
    `<path d="M${x} ${y - 6}c-20-44-62-62-88-46s-14 52 88 46zM${x} ${y - 6}c20-44 62-62 88-46s14 52-88 46z" fill="url(#r)"/>` +
    `<path d="M${x - 6} ${y - 8}c-24-24-46-34-62-28s-8 28 62 28zM${x + 6} ${y - 8}c24-24 46-34 62-28s8 28-62 28z" fill="${fold}"/>` +
    `<rect x="${x - 17}" y="${y - 24}" width="34" height="34" rx="9" fill="url(#r)"/>`
  );
}
