import { darken, lighten, type Colour } from './colour.ts';
import { centre, ground, linear, radial } from './svg.ts';

/** Walls of the studio: bright enough for a light page, soft enough for a dark one. */
export const walls = {
  sand: '#e9dfd0',
  stone: '#dfdbd4',
  blush: '#ecd9d2',
  sage: '#d9ddcf',
  mist: '#d5dde1',
  lilac: '#ded8e2',
  clay: '#e3cdb9',
  pearl: '#e8e4dd',
} as const satisfies Record<string, Colour>;
export type Wall = keyof typeof walls;
export const wallNames = Object.keys(walls) as readonly Wall[];

/** What stands or falls behind and under the thing that is shown. */
export const stages = ['plain', 'plinth', 'sun', 'niche', 'window', 'block'] as const;
export type Stage = (typeof stages)[number];

/** The empty studio. Things stand on the line `ground`. */
export function backdrop(wall: Wall, stage: Stage): { definitions: string; drawing: string } {
  const colour = walls[wall];
  return {
    definitions:
      linear(
        'w',
        [
          [0, darken(colour, 0.06)],
          [0.6, lighten(colour, 0.3)],
          [1, colour],
        ],
        true,
      ) +
      linear(
        'f',
        [
          [0, darken(colour, 0.12)],
          [0.5, lighten(colour, 0.12)],
          [1, darken(colour, 0.04)],
        ],
        true,
      ) +
      radial('s', [
        [0, '#2b1d12', 0.42],
        [0.55, '#2b1d12', 0.14],
        [1, '#2b1d12', 0],
      ]),
    drawing: `<path fill="url(#w)" d="M0 0h600v750H0z"/><path fill="url(#f)" d="M0 588h600v162H0z"/>${setting(stage, colour)}`,
  };
}

function setting(stage: Stage, wall: Colour): string {
  const light = lighten(wall, 0.5);
  switch (stage) {
    case 'plain':
      return `<ellipse cx="${centre}" cy="330" rx="250" ry="270" fill="${light}" opacity=".35"/>`;
    case 'sun':
      return `<circle cx="352" cy="300" r="196" fill="${lighten(wall, 0.42)}"/><circle cx="352" cy="300" r="196" fill="none" stroke="#fff" stroke-opacity=".5" stroke-width="2"/>`;
    case 'niche':
      return `<path d="M112 588V300a188 188 0 0 1 376 0v288z" fill="${darken(wall, 0.08)}"/><path d="M130 588V304a170 172 0 0 1 358-22v306z" fill="${lighten(wall, 0.34)}"/>`;
    case 'window':
      return `<path d="M40 0h128L470 588H300zM212 0h104l238 588H512z" fill="#fff" opacity=".26"/>`;
    case 'block':
      return `<path d="M0 588h600v-60H404V430h196V0z" fill="none"/><path d="M398 588V286h150v302z" fill="${darken(wall, 0.05)}"/><path d="M398 286l22-18h150l-22 18z" fill="${light}"/><path d="M548 286l22-18v320h-22z" fill="${darken(wall, 0.13)}"/>`;
    case 'plinth':
      return `<path d="M96 640v110h408V640z" fill="${darken(wall, 0.05)}"/><path d="M96 640v110h70V640z" fill="#fff" opacity=".22"/><path d="M400 640v110h104V640z" fill="#2b1d12" opacity=".06"/><ellipse cx="${centre}" cy="640" rx="204" ry="26" fill="${lighten(wall, 0.45)}"/>`;
  }
}

/** The shadow under a thing; with `glow` the light that falls through it onto the ground, in the gradient `#n`. */
export function groundShadow(x: number, width: number, glow = false): string {
  const half = Math.round(width / 2);
  return (
    `<ellipse cx="${x + 26}" cy="${ground + 1}" rx="${half + 48}" ry="17" fill="url(#s)"/>` +
    (glow
      ? `<ellipse cx="${x + half + 22}" cy="${ground + 7}" rx="${Math.round(half * 0.8)}" ry="13" fill="url(#n)"/>`
      : '') +
    `<ellipse cx="${x}" cy="${ground}" rx="${half}" ry="7" fill="#2b1d12" opacity=".3"/>`
  );
}
