/** A cell that cannot be taken as it stands; the message says why, in the words of whoever filled it in. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** The text of a cell for a message: short, on one line. */
export function shown(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return `"${line.length > 40 ? `${line.slice(0, 40)}…` : line}"`;
}
