import type { Size, SizeUnit } from '../../catalogue/model.ts';
import { Refusal, shown } from './refusal.ts';

/** Fluid ounces as the trade rounds them: what is printed on the box beside them, in hundredths of a millilitre. */
const tradeOunces: ReadonlyMap<string, number> = new Map(
  (
    [
      ['0.03', 1],
      ['0.04', 1.2],
      ['0.05', 1.5],
      ['0.06', 2],
      ['0.07', 2],
      ['0.1', 3],
      ['0.13', 4],
      ['0.14', 4],
      ['0.16', 5],
      ['0.17', 5],
      ['0.2', 6],
      ['0.23', 7],
      ['0.24', 7],
      ['0.25', 7.5],
      ['0.27', 8],
      ['0.3', 9],
      ['0.33', 10],
      ['0.34', 10],
      ['0.4', 12],
      ['0.41', 12],
      ['0.5', 15],
      ['0.51', 15],
      ['0.6', 18],
      ['0.67', 20],
      ['0.68', 20],
      ['0.7', 20],
      ['0.8', 25],
      ['0.84', 25],
      ['0.85', 25],
      ['1', 30],
      ['1.01', 30],
      ['1.2', 35],
      ['1.3', 40],
      ['1.35', 40],
      ['1.4', 40],
      ['1.5', 45],
      ['1.6', 50],
      ['1.69', 50],
      ['1.7', 50],
      ['2', 60],
      ['2.02', 60],
      ['2.03', 60],
      ['2.36', 70],
      ['2.4', 70],
      ['2.5', 75],
      ['2.54', 75],
      ['2.6', 75],
      ['2.7', 80],
      ['3', 90],
      ['3.04', 90],
      ['3.3', 100],
      ['3.38', 100],
      ['3.4', 100],
      ['4', 120],
      ['4.05', 120],
      ['4.06', 120],
      ['4.1', 120],
      ['4.2', 125],
      ['4.22', 125],
      ['4.23', 125],
      ['5', 150],
      ['5.07', 150],
      ['5.1', 150],
      ['6.6', 200],
      ['6.7', 200],
      ['6.76', 200],
      ['6.8', 200],
      ['8', 240],
      ['8.1', 240],
      ['8.3', 250],
      ['8.4', 250],
      ['8.45', 250],
      ['8.5', 250],
      ['10', 300],
      ['10.1', 300],
      ['10.14', 300],
      ['10.2', 300],
      ['13.5', 400],
      ['16.9', 500],
      ['17', 500],
      ['33.8', 1000],
    ] as const
  ).map(([ounces, millilitres]) => [ounces, Math.round(millilitres * 100)]),
);

const millilitresPerOunce = 29.5735;
/** The largest size that is believed: 50 litres, 50 kg or 50,000 pieces. */
const largestAmount = 5_000_000;

const units: readonly (readonly [pattern: string, read: (amount: string) => Size])[] = [
  ['ml|millilit(?:er|re)s?|m\\.l\\.', (amount) => of(amount, 'ml', 1)],
  ['cl', (amount) => of(amount, 'ml', 10)],
  ['fl\\.?\\s?oz\\.?|fluid\\s?ounces?|oz\\.?|ounces?|fl\\.?', ounces],
  ['l|lit(?:er|re)s?', (amount) => of(amount, 'ml', 1000)],
  ['kg', (amount) => of(amount, 'g', 1000)],
  ['g|gr|grams?|grammes?', (amount) => of(amount, 'g', 1)],
  ['pcs?\\.?|pieces?|pc\\.?\\s?set|items?', (amount) => of(amount, 'piece', 1)],
];

const number = '(\\d+(?:[.,]\\d+)?|[.,]\\d+)';
const anyUnit = units.map(([pattern]) => pattern).join('|');
const sizes = new RegExp(`(?<![\\d.,\\p{L}])${number}\\s?-?(${anyUnit})(?![\\p{L}\\d])`, 'giu');

/** A size found in a text and the pieces of text that state it, such as both "3.4 oz" and "100 ml". */
export interface FoundSize {
  readonly size: Size;
  readonly texts: readonly string[];
}

/**
 * Looks for a size in a title: "100 ml", "3.4 oz", "3.4 fl. oz", "1.7oz", "7.5ml", "250 g", "3 pcs". Where two stand, the
 * metric one counts ("3.4 oz / 100 ml"); two different metric ones leave the size open, as a set holds several bottles.
 */
export function findSize(text: string): FoundSize | null {
  const found = [...text.matchAll(sizes)].flatMap((match) => {
    const [whole, amount = '', unit = ''] = match;
    const size = read(amount, unit);
    return size === null ? [] : [{ size, whole, imperial: /oz|ounce|^fl/i.test(unit) }];
  });
  const metric = found.filter(({ imperial }) => !imperial);
  const candidates = metric.length > 0 ? metric : found;
  const [first] = candidates;
  if (
    !first ||
    candidates.some(({ size }) => size.amount !== first.size.amount || size.unit !== first.size.unit)
  )
    return null;
  return { size: first.size, texts: found.map(({ whole }) => whole) };
}

/**
 * A size as a cell of its own: "100 ml", "3.4 fl oz", whatever `sizeLabel` writes; null for an empty cell.
 * @throws Refusal when it is no size or not a believable one
 */
export function parseSize(text: string): Size | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const match = new RegExp(`^${number}\\s*(${anyUnit})$`, 'iu').exec(trimmed);
  const size = match && read(match[1] ?? '', match[2] ?? '');
  if (!size)
    throw new Refusal(`${shown(text)} is not a size; write it like 100 ml, 3.4 oz, 250 g or 3 pieces.`);
  return size;
}

function read(amount: string, unit: string): Size | null {
  const way = units.find(([pattern]) => new RegExp(`^(?:${pattern})$`, 'iu').test(unit.trim()));
  const size = way?.[1](amount.replace(',', '.'));
  return size && size.amount > 0 && size.amount <= largestAmount ? size : null;
}

/** Digits to hundredths without floating point; more than two decimals are cut off. */
function of(amount: string, unit: SizeUnit, factor: number): Size {
  const [whole = '', decimals = ''] = amount.split('.');
  const thousandths = Number(`${whole || '0'}${decimals.slice(0, 3).padEnd(3, '0')}`);
  return { amount: Math.round((thousandths * factor) / 10), unit };
}

function ounces(amount: string): Size {
  const [whole = '', decimals = ''] = amount.split('.');
  const plain = `${Number(whole || '0')}${decimals === '' ? '' : `.${decimals}`}`.replace(
    /\.?0+$/,
    (zeros) => (zeros.startsWith('.') || decimals !== '' ? '' : zeros),
  );
  const known = tradeOunces.get(plain);
  const tenths = Math.round(Number(amount) * millilitresPerOunce * 10);
  return { amount: known ?? tenths * 10, unit: 'ml' };
}
