/** A colour as `#rrggbb`. */
export type Colour = `#${string}`;

const channels = (colour: Colour): readonly number[] =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

/** `share` of `other` in `colour`, from 0 (none) to 1 (all). */
export function mix(colour: Colour, other: Colour, share: number): Colour {
  const second = channels(other);
  const mixed = channels(colour).map((value, index) =>
    Math.round(value + (second[index]! - value) * share)
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${mixed.join('')}`;
}

export const lighten = (colour: Colour, share: number): Colour => mix(colour, '#ffffff', share);

/** Towards a warm black: a shadow is never grey in a warm light. */
export const darken = (colour: Colour, share: number): Colour => mix(colour, '#1a120d', share);

/** How bright a colour looks, from 0 (black) to 1 (white). */
export function brightness(colour: Colour): number {
  const [red, green, blue] = channels(colour);
  return (0.299 * red! + 0.587 * green! + 0.114 * blue!) / 255;
}
