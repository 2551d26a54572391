import { placed } from './svg.ts';

/** How much of the picture a thing may fill; what is above it is air. */
const tallest = 478;
const widest = 372;

/** A thing on the ground made as large as it may be shown, so that a flat bottle is not lost and a tall one has air. */
export function filling(
  drawing: string,
  width: number,
  height: number,
  share = 1,
  aside = 0,
  lower = 0,
): string {
  const scale = Math.min(tallest / height, widest / width, 1.5) * share;
  return placed(drawing, scale, aside, lower);
}
