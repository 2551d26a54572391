import type { SizeUnit } from '../../catalogue/index.ts';
import type { SizeTable } from '../store/tables.ts';
import { folded } from './fold.ts';

const pattern =
  /(?<![\p{L}\p{N}.,])(\d{1,4}(?:[.,]\d{1,2})?)\s*-?\s*(fl\.?\s*oz|oz|ounces?|mls?|millilit(?:er|re)s?|cl|lit(?:er|re)s?|gr?|grams?)\.?(?![\p{L}\p{N}])/gu;

/** Hundredths of a millilitre and of a gram in one ounce. */
const ounceMl = 2_957.35;
const ounceGrams = 2_834.95;
/** An ounce on a box is rounded: the real size lies within this share of it. */
const ounceTolerance = 0.06;

/** A size that was typed, as numbers of the sizes that the catalogue has for it. */
export interface TypedSize {
  readonly numbers: ReadonlySet<number>;
  /** Where it stood, and what it was taken for when that is not what was typed. */
  readonly typed: string;
  readonly understoodAs: string | null;
}

/** Takes the sizes out of a text: "3.4 oz", "100ml", "50 g". What is left of the text is searched for as words. */
export function takeSizes(
  text: string,
  sizes: SizeTable,
): { readonly rest: string; readonly sizes: readonly TypedSize[] } {
  const found: TypedSize[] = [];
  const rest = folded(text).replace(pattern, (typed: string, number: string, unit: string) => {
    found.push(sizeOf(typed, Number(number.replace(',', '.')), unit, sizes));
    return ' ';
  });
  return { rest, sizes: found };
}

/** The size of a bare number: millilitres, if the catalogue has that size. */
export function sizeOfNumber(word: string, sizes: SizeTable): TypedSize | null {
  if (!/^\d{1,4}$/.test(word)) return null;
  const size = exactly(word, [{ amount: Number(word) * 100, unit: 'ml' }], sizes);
  return size.numbers.size > 0 ? size : null;
}

interface Amount {
  readonly amount: number;
  readonly unit: SizeUnit;
}

function sizeOf(typed: string, number: number, unit: string, sizes: SizeTable): TypedSize {
  if (/oz|ounce/.test(unit)) return nearest(typed, number, sizes);
  if (unit.startsWith('g')) return exactly(typed, [{ amount: Math.round(number * 100), unit: 'g' }], sizes);
  const scale = unit.startsWith('l') ? 100_000 : unit === 'cl' ? 1_000 : 100;
  return exactly(typed, [{ amount: Math.round(number * scale), unit: 'ml' }], sizes);
}

function exactly(typed: string, wanted: readonly Amount[], sizes: SizeTable): TypedSize {
  const numbers = new Set<number>();
  for (const [number, size] of sizes.sizes.entries())
    if (size && wanted.some(({ amount, unit }) => size.unit === unit && size.amount === amount))
      numbers.add(number);
  return { numbers, typed: typed.trim(), understoodAs: null };
}

/** The size nearest to so many ounces, fluid ounces before ounces of weight; nothing when none is near. */
function nearest(typed: string, ounces: number, sizes: SizeTable): TypedSize {
  const nearestTo = (amount: number, unit: SizeUnit) => {
    let best = 0;
    let bestShare = ounceTolerance;
    for (const [number, size] of sizes.sizes.entries()) {
      if (size?.unit !== unit || sizes.count(number) < 0) continue;
      const share = Math.abs(size.amount - amount) / amount;
      if (share < bestShare) [best, bestShare] = [number, share];
    }
    return best;
  };
  const numbers = [nearestTo(ounces * ounceMl, 'ml'), nearestTo(ounces * ounceGrams, 'g')].filter(
    (one) => one !== 0,
  );
  return {
    numbers: new Set(numbers),
    typed: typed.trim(),
    understoodAs: numbers.length === 0 ? null : sizes.labels[numbers[0]!]!,
  };
}
