import { round } from './svg.ts';

/** Where a vessel stands: its edges. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export const boxAround = (middle: number, bottom: number, width: number, height: number): Box => ({
  left: middle - width / 2,
  right: middle + width / 2,
  top: bottom - height,
  bottom,
});

/** The same box with thinner walls, a thicker floor and room at the top: where the juice is. */
export const inside = (box: Box, wall: number, floor: number, room: number): Box => ({
  left: box.left + wall,
  right: box.right - wall,
  top: box.top + room,
  bottom: box.bottom - floor,
});

interface Outline {
  readonly width: number;
  readonly height: number;
  /** Of the neck above the body. */
  readonly neck: number;
  /** Where down the body its label has its middle, and how much of the width is flat enough for one. */
  readonly labelAt: number;
  readonly labelWidth: number;
  /** Straight sides: may be fluted, and a band may run from edge to edge. */
  readonly straight: boolean;
  readonly draw: (box: Box) => string;
}

const path = (parts: TemplateStringsArray, ...numbers: number[]): string =>
  parts.reduce((text, part, index) => `${text}${round(numbers[index - 1]!)}${part}`);

/** A rectangle with corners of two radii. */
export function rounded({ left, right, top, bottom }: Box, upper: number, lower = upper): string {
  const limit = Math.min(right - left, bottom - top) / 2;
  const [u, l] = [Math.min(upper, limit), Math.min(lower, limit)];
  return path`M${left} ${top + u}q0${-u} ${u}${-u}H${right - u}q${u} 0 ${u} ${u}V${bottom - l}q0 ${l}${-l} ${l}H${left + l}q${-l} 0${-l}${-l}z`;
}

function facet({ left, right, top, bottom }: Box): string {
  const cut = (right - left) * 0.17;
  return path`M${left + cut} ${top}H${right - cut}L${right} ${top + cut}V${bottom - cut * 0.6}L${right - cut * 0.6} ${bottom}H${left + cut * 0.6}L${left} ${bottom - cut * 0.6}V${top + cut}z`;
}

function apothecary({ left, right, top, bottom }: Box): string {
  const width = right - left;
  const neck = width * 0.3;
  const shoulder = width * 0.36;
  return path`M${left + neck} ${top}H${right - neck}C${right - neck} ${top + shoulder * 0.55} ${right} ${top + shoulder * 0.35} ${right} ${top + shoulder}V${bottom - 16}q0 16-16 16H${left + 16}q-16 0-16-16V${top + shoulder}C${left} ${top + shoulder * 0.35} ${left + neck} ${top + shoulder * 0.55} ${left + neck} ${top}z`;
}

function arch({ left, right, top, bottom }: Box): string {
  const half = (right - left) / 2;
  return path`M${left} ${bottom - 8}V${top + half}a${half} ${half} 0 0 1 ${half * 2} 0V${bottom - 8}q0 8-8 8H${left + 8}q-8 0-8-8z`;
}

function disc({ left, right, top, bottom }: Box): string {
  const middle = (left + right) / 2;
  const foot = (right - left) * 0.2;
  const height = bottom - top;
  return path`M${middle - foot} ${bottom}C${left - foot * 0.3} ${bottom - height * 0.06} ${left - foot * 0.45} ${top} ${middle} ${top}S${right + foot * 0.3} ${bottom - height * 0.06} ${middle + foot} ${bottom}z`;
}

function drop({ left, right, top, bottom }: Box): string {
  const middle = (left + right) / 2;
  const neck = (right - left) * 0.13;
  const height = bottom - top;
  return path`M${middle - neck} ${top}H${middle + neck}C${middle + neck} ${top + height * 0.3} ${right} ${top + height * 0.42} ${right} ${top + height * 0.72}Q${right} ${bottom} ${right - 44} ${bottom}H${left + 44}Q${left} ${bottom} ${left} ${top + height * 0.72}C${left} ${top + height * 0.42} ${middle - neck} ${top + height * 0.3} ${middle - neck} ${top}z`;
}

function leaning(lean: number) {
  return ({ left, right, top, bottom }: Box): string => {
    const shift = (right - left) * lean;
    const [upper, lower] = lean > 0 ? [shift, 0] : [0, -shift];
    return path`M${left + upper + 10} ${top}H${right - upper - 10}q10 0 11 12L${right - lower} ${bottom - 12}q0 12-12 12H${left + lower + 12}q-12 0-12-12L${left + upper - 1} ${top + 12}q1-12 11-12z`;
  };
}

function waist({ left, right, top, bottom }: Box): string {
  const height = bottom - top;
  const draw = (right - left) * 0.13;
  return path`M${left + 30} ${top}H${right - 30}Q${right} ${top} ${right} ${top + height * 0.16}C${right} ${top + height * 0.34} ${right - draw} ${top + height * 0.36} ${right - draw} ${top + height * 0.5}S${right} ${top + height * 0.7} ${right} ${bottom - 18}q0 18-18 18H${left + 18}q-18 0-18-18C${left} ${top + height * 0.7} ${left + draw} ${top + height * 0.66} ${left + draw} ${top + height * 0.5}S${left} ${top + height * 0.34} ${left} ${top + height * 0.16}Q${left} ${top} ${left + 30} ${top}z`;
}

function flask({ left, right, top, bottom }: Box): string {
  const width = right - left;
  const neck = width * 0.32;
  const slope = width * 0.3;
  return path`M${left + neck} ${top}H${right - neck}L${right - 6} ${top + slope}q6 4 6 12V${bottom - 10}q0 10-10 10H${left + 10}q-10 0-10-10V${top + slope + 12}q0-8 6-12z`;
}

/** The silhouettes that houses choose from. */
export const outlines = {
  block: {
    width: 236,
    height: 270,
    neck: 46,
    labelAt: 0.52,
    labelWidth: 1,
    straight: true,
    draw: (box) => rounded(box, 8),
  },
  slab: {
    width: 276,
    height: 230,
    neck: 50,
    labelAt: 0.52,
    labelWidth: 1,
    straight: true,
    draw: (box) => rounded(box, 34, 26),
  },
  column: {
    width: 164,
    height: 340,
    neck: 44,
    labelAt: 0.52,
    labelWidth: 1,
    straight: true,
    draw: (box) => rounded(box, 8),
  },
  cylinder: {
    width: 176,
    height: 316,
    neck: 50,
    labelAt: 0.54,
    labelWidth: 0.96,
    straight: true,
    draw: (box) => rounded(box, 30, 20),
  },
  pebble: {
    width: 262,
    height: 250,
    neck: 44,
    labelAt: 0.52,
    labelWidth: 0.84,
    straight: false,
    draw: (box) => rounded(box, 110, 74),
  },
  apothecary: {
    width: 214,
    height: 312,
    neck: 56,
    labelAt: 0.61,
    labelWidth: 0.96,
    straight: true,
    draw: apothecary,
  },
  arch: { width: 222, height: 330, neck: 44, labelAt: 0.6, labelWidth: 0.96, straight: true, draw: arch },
  facet: { width: 226, height: 296, neck: 46, labelAt: 0.54, labelWidth: 0.94, straight: true, draw: facet },
  disc: { width: 290, height: 262, neck: 44, labelAt: 0.54, labelWidth: 0.8, straight: false, draw: disc },
  drop: { width: 242, height: 322, neck: 40, labelAt: 0.68, labelWidth: 0.82, straight: false, draw: drop },
  taper: {
    width: 236,
    height: 300,
    neck: 44,
    labelAt: 0.57,
    labelWidth: 0.8,
    straight: false,
    draw: leaning(0.13),
  },
  flare: {
    width: 236,
    height: 286,
    neck: 46,
    labelAt: 0.5,
    labelWidth: 0.84,
    straight: false,
    draw: leaning(-0.1),
  },
  waist: { width: 200, height: 328, neck: 44, labelAt: 0.5, labelWidth: 0.7, straight: false, draw: waist },
  flask: { width: 212, height: 318, neck: 50, labelAt: 0.62, labelWidth: 0.96, straight: true, draw: flask },
  tall: {
    width: 196,
    height: 362,
    neck: 44,
    labelAt: 0.52,
    labelWidth: 1,
    straight: true,
    draw: (box) => rounded(box, 18, 10),
  },
  cube: {
    width: 250,
    height: 236,
    neck: 56,
    labelAt: 0.52,
    labelWidth: 1,
    straight: true,
    draw: (box) => rounded(box, 6),
  },
} as const satisfies Record<string, Outline>;

export type OutlineName = keyof typeof outlines;
export const outlineNames = Object.keys(outlines) as readonly OutlineName[];
