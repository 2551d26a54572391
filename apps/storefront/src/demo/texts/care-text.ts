import type { CareLineIdea, Thing } from '../care/care-line.ts';
import type { Random } from '../random.ts';
import { capitalised, listed } from './sentences.ts';

/** A few sentences on a thing of hair or skin care, and below them what is in it. */
export function careText(
  random: Random,
  {
    house,
    name,
    thing,
    line,
    notes,
  }: {
    readonly house: string;
    readonly name: string;
    readonly thing: Thing;
    readonly line: CareLineIdea;
    readonly notes: readonly string[];
  },
): string {
  const does = random.pick(thing.does);
  const opening = random.pick([
    `${name} is made for ${line.purpose}: it ${does}.`,
    `Made for ${line.purpose}, ${name} ${does}.`,
    `For ${line.purpose}, ${house} relies on ${line.extract}: ${name} ${does}.`,
    `Built around ${line.extract}, ${name} ${does}.`,
  ]);
  const scent =
    notes.length > 0
      ? random.pick([
          `It smells lightly of ${listed(notes)}.`,
          `The scent, ${listed(notes)}, is gone within the hour.`,
        ])
      : random.pick([
          'It has no added scent.',
          'Unscented.',
          'Free of perfume, silicones and microplastics.',
        ]);
  const inside = random.sample(thing.inside.slice(1), 3).map((one) => one.replace(/^aqua$/, 'water'));
  return (
    `${opening} ${random.pick(thing.use)} ${scent}\n\n` +
    `Key ingredients: ${capitalised(listed([line.extract, ...inside]))}.`
  );
}
