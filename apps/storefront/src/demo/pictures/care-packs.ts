import { groundShadow } from './backdrops.ts';
import { brightness, darken, lighten, type Colour } from './colour.ts';
import { letters } from './lettering.ts';
import { materialGradient, type Material } from './materials.ts';
import { boxAround, rounded, type Box } from './outlines.ts';
import { centre, ground, linear, round } from './svg.ts';

export const packs = ['pump', 'flip', 'tube', 'jar', 'dropper', 'mist', 'can', 'airless', 'balm'] as const;
export type Pack = (typeof packs)[number];

/** How a house of hair or skin care packs its things. */
export interface CareStyle {
  readonly material: Material;
  readonly lacquer: Colour;
  readonly ink: Colour;
  /** A stripe of the line's colour around the pack, or none. */
  readonly striped: boolean;
}

export interface CareText {
  readonly house: string;
  readonly line: string;
  readonly thing: string;
  readonly size: string;
}

/** One product in its pack; `colour` is that of the pack, `accent` that of its line. */
export interface CarePack {
  readonly pack: Pack;
  readonly colour: Colour;
  readonly accent: Colour;
  readonly text: CareText;
}

interface Shape {
  readonly box: Box;
  /** The printable part, from the top. */
  readonly print: readonly [top: number, height: number];
  readonly drawing: string;
  readonly total: number;
}

/** A pack on the ground in the middle of the picture. */
export function carePack(
  { material, lacquer, ink, striped }: CareStyle,
  { pack, colour, accent, text }: CarePack,
): { definitions: string; drawing: string; width: number; height: number } {
  const { box, print, drawing, total } = shapes[pack](accent);
  const width = box.right - box.left;
  const onPack = brightness(colour) > 0.55 ? ink : lighten(ink, 0.9);
  const [top, height] = print;
  // A tube narrows: a band around it would stand out at the sides.
  const banded = striped && pack !== 'tube';
  const onBand = !banded ? onPack : brightness(accent) < 0.55 ? '#ffffff' : '#2a2320';
  const say = (line: string, share: number, size: number, extra = {}) =>
    letters(line, {
      x: centre,
      y: round(top + height * share),
      height: size,
      maxWidth: width * 0.76,
      colour: onPack,
      ...extra,
    });
  const stripe = round(top + height * 0.44);
  return {
    definitions:
      materialGradient('m', material, lacquer) +
      linear('b', [
        [0, darken(colour, 0.2)],
        [0.16, lighten(colour, 0.12)],
        [0.34, lighten(colour, 0.38)],
        [0.6, colour],
        [1, darken(colour, 0.3)],
      ]),
    drawing:
      groundShadow(centre, width) +
      drawing +
      (banded
        ? `<path d="M${round(box.left)} ${stripe}h${round(width)}v${round(height * 0.3)}h${round(-width)}z" fill="${accent}" opacity=".85"/>`
        : `<path d="M${centre - 13} ${round(top + height * 0.4)}h26" stroke="${accent}" stroke-width="3"/>`) +
      say(text.house, 0.14, 17, { tracking: 3.4 }) +
      letters(text.line, {
        x: centre,
        y: round(top + height * 0.5),
        height: 13,
        maxWidth: width * 0.76,
        colour: onBand,
      }) +
      letters(text.thing, {
        x: centre,
        y: round(top + height * 0.5 + 23),
        height: 10,
        maxWidth: width * 0.7,
        colour: onBand,
        opacity: 0.9,
      }) +
      say(text.size, 0.9, 7, { opacity: 0.75 }),
    width,
    height: total,
  };
}

const body = (path: string) =>
  `<path d="${path}" fill="url(#b)"/><path d="${path}" fill="none" stroke="#fff" stroke-opacity=".35" stroke-width="1.2"/>`;

const streak = ({ left, right, top, bottom }: Box, from = 0.08) =>
  `<path d="M${round(left + (right - left) * 0.13)} ${round(top + (bottom - top) * from)}V${round(bottom - (bottom - top) * 0.07)}" stroke="#fff" stroke-opacity=".42" stroke-width="9" stroke-linecap="round"/>`;

const part = (x: number, y: number, width: number, height: number, radius: number) =>
  `<rect x="${round(x)}" y="${round(y)}" width="${width}" height="${height}" rx="${radius}" fill="url(#m)"/>`;

const shapes: Readonly<Record<Pack, (accent: Colour) => Shape>> = {
  pump() {
    const box = boxAround(centre, ground, 196, 330);
    return {
      box,
      print: [box.top + 36, 280],
      total: 442,
      drawing:
        body(rounded(box, 40, 18)) +
        streak(box, 0.12) +
        part(centre - 38, box.top - 30, 76, 32, 5) +
        part(centre - 8, box.top - 70, 16, 42, 2) +
        `<path d="M${centre - 92} ${box.top - 74}q-2-26 26-28h92q12 0 12 12v14q0 10-10 10H${centre - 62}v-6q-4-8-12-6z" fill="url(#m)"/>`,
    };
  },
  flip() {
    const box = boxAround(centre, ground, 178, 350);
    return {
      box,
      print: [box.top + 30, 300],
      total: 404,
      drawing:
        body(rounded(box, 30, 24)) +
        streak(box) +
        part(centre - 62, box.top - 54, 124, 56, 10) +
        `<path d="M${centre - 60} ${box.top - 18}h120" stroke="#1a120d" stroke-opacity=".3" stroke-width="2"/>`,
    };
  },
  tube() {
    const box = boxAround(centre, ground - 52, 172, 362);
    const { left, right, top, bottom } = box;
    return {
      box,
      print: [top + 40, 290],
      total: 414,
      drawing:
        part(centre - 62, bottom - 2, 124, 54, 8) +
        body(
          `M${left - 6} ${top}H${right + 6}L${right - 16} ${bottom - 8}q-2 8-12 8H${left + 28}q-10 0-12-8z`,
        ) +
        `<path d="M${left - 6} ${top}H${right + 6}v22H${left - 6}z" fill="#1a120d" opacity=".1"/>` +
        `<path d="M${left - 4} ${top + 22}H${right + 4}" stroke="#fff" stroke-opacity=".6" stroke-width="2"/>` +
        `<path d="M${left + 24} ${top + 48}L${left + 38} ${bottom - 26}" stroke="#fff" stroke-opacity=".42" stroke-width="10" stroke-linecap="round"/>`,
    };
  },
  jar() {
    const box = boxAround(centre, ground, 292, 158);
    return {
      box,
      print: [box.top - 2, 160],
      total: 236,
      drawing:
        body(rounded(box, 14, 36)) +
        streak(box, 0.14) +
        part(centre - 148, box.top - 76, 296, 74, 9) +
        `<path d="M${centre - 140} ${box.top - 70}h280" stroke="#fff" stroke-opacity=".5" stroke-width="3" stroke-linecap="round"/>`,
    };
  },
  dropper() {
    const box = boxAround(centre, ground, 160, 232);
    return {
      box,
      print: [box.top + 36, 190],
      total: 368,
      drawing:
        body(rounded(box, 34, 14)) +
        streak(box, 0.16) +
        part(centre - 34, box.top - 56, 68, 58, 4) +
        `<path d="M${centre - 22} ${box.top - 56}v-52q0-28 22-28t22 28v52z" fill="#2a2725"/>` +
        `<path d="M${centre - 12} ${box.top - 62}v-44q0-12 6-16" fill="none" stroke="#fff" stroke-opacity=".35" stroke-width="4" stroke-linecap="round"/>`,
    };
  },
  mist() {
    const box = boxAround(centre, ground, 150, 336);
    return {
      box,
      print: [box.top + 24, 296],
      total: 424,
      drawing:
        body(rounded(box, 18, 14)) +
        streak(box) +
        part(centre - 40, box.top - 20, 80, 22, 3) +
        part(centre - 20, box.top - 58, 40, 40, 6) +
        `<path d="M${centre - 58} ${box.top - 18}v-60q0-14 14-14h88q14 0 14 14v60z" fill="#fff" opacity=".3"/>` +
        `<path d="M${centre - 46} ${box.top - 26}v-50" stroke="#fff" stroke-opacity=".7" stroke-width="5" stroke-linecap="round"/>`,
    };
  },
  can() {
    const box = boxAround(centre, ground, 142, 352);
    return {
      box,
      print: [box.top + 20, 310],
      total: 438,
      drawing:
        body(rounded(box, 20, 8)) +
        streak(box, 0.06) +
        `<path d="M${box.left + 8} ${box.top + 8}q4-26 30-30h66q26 4 30 30z" fill="#c9cbce"/>` +
        part(centre - 52, box.top - 84, 104, 68, 14),
    };
  },
  airless() {
    const box = boxAround(centre, ground, 128, 264);
    return {
      box,
      print: [box.top + 20, 226],
      total: 376,
      drawing:
        body(rounded(box, 10, 10)) +
        streak(box) +
        part(centre - 64, box.top - 18, 128, 20, 3) +
        `<path d="M${centre - 56} ${box.top - 16}v-82q0-14 14-14h84q14 0 14 14v82z" fill="url(#m)" opacity=".94"/>` +
        `<path d="M${centre - 42} ${box.top - 26}v-68" stroke="#fff" stroke-opacity=".45" stroke-width="6" stroke-linecap="round"/>`,
    };
  },
  balm(accent) {
    const box = boxAround(centre, ground, 118, 196);
    return {
      box,
      print: [box.top + 6, 184],
      total: 330,
      drawing:
        `<path d="M${centre - 38} ${box.top + 2}v-72q12-34 76-44v116z" fill="${lighten(accent, 0.62)}"/>` +
        `<path d="M${centre - 26} ${box.top - 4}v-58" stroke="#fff" stroke-opacity=".4" stroke-width="7" stroke-linecap="round"/>` +
        part(centre - 46, box.top - 16, 92, 20, 3) +
        body(rounded(box, 6, 6)) +
        streak(box),
    };
  },
};
