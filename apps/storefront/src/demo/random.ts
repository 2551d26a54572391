/** A stream of numbers that is the same wherever and whenever it is drawn from the same keys. */
export interface Random {
  /** From 0 (inclusive) to 1 (exclusive). */
  next(): number;
  /** A whole number from `minimum` to `maximum`, both possible. */
  int(minimum: number, maximum: number): number;
  between(minimum: number, maximum: number): number;
  chance(probability: number): boolean;
  pick<T>(choices: readonly T[]): T;
  /** Picks by weight; the weights need not add up to anything. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T;
  /** At most `count` different choices in random order. */
  sample<T>(choices: readonly T[], count: number): T[];
  /** Around 0, two thirds of them between -1 and 1. */
  normal(): number;
}

/**
 * Begins a stream. Streams of different keys have nothing to do with each other, so a product's stream can be drawn without
 * drawing those of the products before it.
 */
export function randomFrom(...keys: readonly (string | number)[]): Random {
  const next = smallFastCounter(hash128(keys.join('/')));
  const int = (minimum: number, maximum: number) => minimum + Math.floor(next() * (maximum - minimum + 1));
  return {
    next,
    int,
    between: (minimum, maximum) => minimum + next() * (maximum - minimum),
    chance: (probability) => next() < probability,
    pick: (choices) => choices[int(0, choices.length - 1)]!,
    weighted(choices) {
      let left = next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [choice, weight] of choices) {
        left -= weight;
        if (left < 0) return choice;
      }
      return choices.at(-1)![0];
    },
    sample(choices, count) {
      const pool = [...choices];
      const taken = Math.min(count, pool.length);
      for (let position = 0; position < taken; position += 1) {
        const other = int(position, pool.length - 1);
        [pool[position], pool[other]] = [pool[other]!, pool[position]!];
      }
      return pool.slice(0, taken);
    },
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}

/** The generator sfc32: four words of state, a period far beyond any catalogue. */
function smallFastCounter([one, two, three, four]: readonly [number, number, number, number]): () => number {
  let [a, b, c, d] = [one, two, three, four];
  const next = () => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  // The first numbers still show the seed.
  for (let round = 0; round < 12; round += 1) next();
  return next;
}

/** The hash cyrb128: spreads a text over four words. */
function hash128(text: string): [number, number, number, number] {
  let [a, b, c, d] = [1_779_033_703, 3_144_134_277, 1_013_904_242, 2_773_480_762];
  for (let position = 0; position < text.length; position += 1) {
    const code = text.charCodeAt(position);
    a = b ^ Math.imul(a ^ code, 597_399_067);
    b = c ^ Math.imul(b ^ code, 2_869_860_233);
    c = d ^ Math.imul(c ^ code, 951_274_213);
    d = a ^ Math.imul(d ^ code, 2_716_044_179);
  }
  a = Math.imul(c ^ (a >>> 18), 597_399_067);
  b = Math.imul(d ^ (b >>> 22), 2_869_860_233);
  c = Math.imul(a ^ (c >>> 17), 951_274_213);
  d = Math.imul(b ^ (d >>> 19), 2_716_044_179);
  return [a ^ b ^ c ^ d, b ^ a, c ^ a, d ^ a];
}
