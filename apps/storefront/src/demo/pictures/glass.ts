import { brightness, darken, lighten, mix, type Colour } from './colour.ts';
import { inside, outlines, type Box, type OutlineName } from './outlines.ts';
import { centre, linear, round, type Stop } from './svg.ts';

/** How the glass is treated: an intense edition is lacquered or fades into the dark, a light one is frosted. */
export const finishes = ['clear', 'frosted', 'lacquered', 'faded'] as const;
export type Finish = (typeof finishes)[number];

/** What is in the glass and how much of it one sees. */
export interface Contents {
  readonly juice: Colour;
  readonly finish: Finish;
}

/** The colour that the eye takes the bottle to have. */
export function seenColour({ juice, finish }: Contents, lacquer: Colour): Colour {
  if (finish === 'lacquered') return lacquer;
  if (finish === 'frosted') return lighten(juice, 0.35);
  return finish === 'faded' ? mix(juice, lacquer, 0.3) : juice;
}

/** The body of a bottle, filled. The gradient `#g` is clear glass, also for the neck. */
export function glassOf(
  name: OutlineName,
  box: Box,
  contents: Contents,
  lacquer: Colour,
): { definitions: string; drawing: string } {
  const { draw } = outlines[name];
  const opaque = contents.finish === 'lacquered' || contents.finish === 'frosted';
  const clear: readonly Stop[] = [
    [0, '#ffffff', 0.75],
    [0.1, '#ffffff', 0.28],
    [0.5, '#ffffff', 0.42],
    [0.9, '#ffffff', 0.22],
    [1, '#ffffff', 0.7],
  ];
  return {
    definitions:
      linear('g', clear) +
      linear('j', across(contents, lacquer)) +
      linear('d', down(contents, lacquer), true) +
      `<path id="o" d="${draw(box)}"/>` +
      (opaque ? '' : `<path id="i" d="${draw(inside(box, 11, 25, 15))}"/>`),
    drawing: opaque ? coated : transparent(box),
  };
}

const coated =
  '<use href="#o" fill="url(#j)"/><use href="#o" fill="url(#d)"/><use href="#o" fill="none" stroke="#fff" stroke-opacity=".4" stroke-width="1.5"/>';

/** Thick glass around the juice, with the dip tube in it and light in its foot. */
function transparent({ left, right, top, bottom }: Box): string {
  const half = round((right - left) * 0.3);
  return (
    '<use href="#o" fill="url(#g)"/><use href="#i" fill="url(#j)"/><use href="#i" fill="url(#d)"/><use href="#i" fill="none" stroke="#fff6"/>' +
    `<path d="M${centre} ${round(top - 8)}V${round(bottom - 40)}" stroke="#fff4" stroke-width="4"/>` +
    `<path d="M${centre - half} ${round(bottom - 12)}h${half * 2}" stroke="#fffb" stroke-width="5" stroke-linecap="round"/>` +
    '<use href="#o" fill="none" stroke="#6f62566b" stroke-width="1.4"/>'
  );
}

/** From side to side: round, lit from the left. */
function across({ juice, finish }: Contents, lacquer: Colour): readonly Stop[] {
  if (finish === 'lacquered')
    return [
      [0, darken(lacquer, 0.35)],
      [0.22, lighten(lacquer, 0.2)],
      [0.5, lacquer],
      [1, darken(lacquer, 0.45)],
    ];
  const deep = darken(juice, brightness(juice) > 0.75 ? 0.16 : 0.3);
  return [
    [0, deep],
    [0.2, juice],
    [0.45, lighten(juice, 0.32)],
    [0.8, juice],
    [1, deep],
  ];
}

/** From top to foot, over the former. */
function down({ juice, finish }: Contents, lacquer: Colour): readonly Stop[] {
  switch (finish) {
    case 'clear':
      return [
        [0, '#ffffff', 0.34],
        [0.35, '#ffffff', 0],
        [1, darken(juice, 0.25), 0.4],
      ];
    case 'frosted':
      return [
        [0, '#ffffff', 0.55],
        [1, '#ffffff', 0.25],
      ];
    case 'faded':
      return [
        [0, lacquer, 0],
        [0.4, lacquer, 0.1],
        [1, lacquer, 0.95],
      ];
    case 'lacquered':
      return [
        [0, '#ffffff', 0.12],
        [0.5, '#ffffff', 0],
        [1, '#1a120d', 0.3],
      ];
  }
}
