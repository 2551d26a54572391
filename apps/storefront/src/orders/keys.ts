import { randomBytes, randomInt } from 'node:crypto';

/**
 * The key that makes placing an order happen once: a cart is ordered once per generation.
 * @returns at most 40 characters
 */
export function placementKey(cartId: string, generation: number): string {
  return `${cartId}:${generation}`;
}

/** 128 random bits in 22 characters that may stand in a URL. */
export function randomKey(): string {
  return randomBytes(16).toString('base64url');
}

/** Whether a text has the form of `randomKey`. */
export function isRandomKey(text: string): boolean {
  return /^[\w-]{22}$/.test(text);
}

/** Neither letters that look like digits nor vowels, which make words. */
const letters = '23456789BCDFGHJKMNPQRSTVWXZ';
const everyLetter = new RegExp(`^[${letters}]{10}$`);

/** A number for people, such as "7KD-42MX-9QT": easy to read out, 47 random bits. */
export function newOrderNumber(): string {
  const pick = (count: number) =>
    Array.from({ length: count }, () => letters[randomInt(letters.length)]).join('');
  return `${pick(3)}-${pick(4)}-${pick(3)}`;
}

/** An order number as it was typed, in its one form; null when it cannot be one. */
export function parseOrderNumber(typed: string): string | null {
  const compact = typed.toUpperCase().replace(/[^0-9A-Z]/g, '');
  if (!everyLetter.test(compact)) return null;
  return `${compact.slice(0, 3)}-${compact.slice(3, 7)}-${compact.slice(7)}`;
}
