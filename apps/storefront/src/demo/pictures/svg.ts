import type { Colour } from './colour.ts';

/** Every picture is drawn in this space; it is also the size that is recorded with it. */
export const pictureSize = { width: 600, height: 750 } as const;

/** The middle of a picture and the line on which things stand. */
export const centre = 300;
export const ground = 640;

/** A stop of a gradient: where, which colour, how opaque. */
export type Stop = readonly [offset: number, colour: Colour, opacity?: number];

const stopTags = (stops: readonly Stop[]) =>
  stops
    .map(
      ([offset, colour, opacity]) => `<stop offset="${offset}" stop-color="${seeThrough(colour, opacity)}"/>`,
    )
    .join('');

/** A colour with its opacity as a fourth channel, as short as it can be written. */
function seeThrough(colour: Colour, opacity = 1): string {
  if (opacity === 1) return colour === '#ffffff' ? '#fff' : colour;
  const digits = Math.round(opacity * 255)
    .toString(16)
    .padStart(2, '0');
  return colour === '#ffffff' ? `#fff${Math.round(opacity * 15).toString(16)}` : colour + digits;
}

/** A gradient from left to right; with `down` from top to bottom. */
export const linear = (id: string, stops: readonly Stop[], down = false): string =>
  `<linearGradient id="${id}"${down ? ' x2="0" y2="1"' : ''}>${stopTags(stops)}</linearGradient>`;

/** A gradient from the middle outwards. */
export const radial = (id: string, stops: readonly Stop[]): string =>
  `<radialGradient id="${id}">${stopTags(stops)}</radialGradient>`;

/** A coordinate with no more digits than an eye can see. */
export const round = (value: number): number => Math.round(value * 10) / 10;

/** A thing drawn on the ground in the middle, made larger or smaller, and moved to the side; its foot stays on the ground. */
export function placed(drawing: string, scale: number, aside = 0, lower = 0): string {
  const left = round(centre * (1 - scale) + aside);
  const top = round(ground * (1 - scale) + lower);
  return `<g transform="matrix(${Math.round(scale * 1000) / 1000} 0 0 ${Math.round(scale * 1000) / 1000} ${left} ${top})">${drawing}</g>`;
}

/** The part of the picture's space that is shown: all of it, or a closer look. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** The whole file. Nothing in it is loaded from elsewhere or runs. */
export function svgFile(
  definitions: string,
  drawing: string,
  frame: Frame = { x: 0, y: 0, width: 600 },
): string {
  const view = `${round(frame.x)} ${round(frame.y)} ${round(frame.width)} ${round(frame.width * 1.25)}`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${view}" width="600" height="750">` +
    `<defs>${definitions}</defs>${drawing}</svg>\n`
  );
}
