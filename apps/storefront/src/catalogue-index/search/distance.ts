/**
 * Letters to insert, delete, replace or swap with their neighbour to make one word of the other (Damerau-Levenshtein,
 * each letter changed once).
 * @returns `most + 1` when more than `most` are needed
 */
export function distance(one: string, other: string, most: number): number {
  const width = other.length + 1;
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = new Uint8Array(width);
  let previous = Uint8Array.from({ length: width }, (_, at) => at);
  let current = new Uint8Array(width);
  for (let row = 1; row <= one.length; row += 1) {
    current[0] = row;
    let lowest = row;
    const letter = one.charCodeAt(row - 1);
    for (let at = 1; at < width; at += 1) {
      const facing = other.charCodeAt(at - 1);
      let steps = Math.min(
        previous[at]! + 1,
        current[at - 1]! + 1,
        previous[at - 1]! + (letter === facing ? 0 : 1),
      );
      if (row > 1 && at > 1 && letter === other.charCodeAt(at - 2) && one.charCodeAt(row - 2) === facing)
        steps = Math.min(steps, before[at - 2]! + 1);
      current[at] = steps;
      if (steps < lowest) lowest = steps;
    }
    if (lowest > most) return most + 1;
    [before, previous, current] = [previous, current, before];
  }
  return Math.min(previous[width - 1]!, most + 1);
}

/** One bit for each letter that occurs: words with few bits in common cannot be near each other. */
export function letterMask(word: string): number {
  let mask = 0;
  for (let at = 0; at < word.length; at += 1) mask |= 1 << (word.charCodeAt(at) % 32);
  return mask;
}
