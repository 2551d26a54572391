import type { Random } from '../random.ts';
import { listed } from './sentences.ts';

/** What lies in a box and whom it is for. */
export function giftText(
  random: Random,
  {
    house,
    title,
    contents,
    of,
  }: {
    readonly house: string;
    readonly title: string;
    /** "50 ml eau de parfum", "a travel spray of 10 ml". */
    readonly contents: readonly string[];
    /** The scent or line in the box. */
    readonly of: string;
  },
): string {
  const inside = random.pick([
    `In the box: ${listed(contents)}.`,
    `The set holds ${listed(contents)}.`,
    `Inside are ${listed(contents)}.`,
  ]);
  const opening = random.pick([
    `${title} by ${house} comes boxed and ready to give.`,
    `${of} and what goes with it, in one box from ${house}.`,
    `A good way to meet ${of}, or to give it away.`,
  ]);
  const closing = random.pick([
    'Bought one by one, the parts cost more.',
    'The box closes with a ribbon and survives a second life in a drawer.',
    'No wrapping paper needed.',
    'While the edition lasts.',
  ]);
  return `${opening} ${inside} ${closing}`;
}
