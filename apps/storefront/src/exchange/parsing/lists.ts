import type { AttributeValues, LongevityVotes, ProductImage, SillageVotes } from '../../catalogue/index.ts';
import { Refusal, shown } from './refusal.ts';

/**
 * Lists in one cell, as the export writes them and the import reads them back exactly: parts joined by " | ", in which a
 * backslash keeps the next character from meaning anything.
 */

const joint = ' | ';

const escape = (part: string): string => part.replace(/[\\|]/g, '\\$&');

/** Parts as one cell. */
export function writeList(parts: readonly string[]): string {
  return parts.map(escape).join(joint);
}

/** The parts of a cell, without the blanks around them; empty ones are left out. */
export function readList(cell: string): string[] {
  const parts: string[] = [];
  let part = '';
  for (let at = 0; at < cell.length; at += 1) {
    if (cell[at] === '\\' && at + 1 < cell.length) {
      at += 1;
      part += cell.charAt(at);
    } else if (cell[at] === '|') {
      parts.push(part);
      part = '';
    } else part += cell.charAt(at);
  }
  return [...parts, part].map((one) => one.trim()).filter((one) => one !== '');
}

/** Accords as "woody: 100 | amber: 80". */
export function writeAccords(accords: readonly { readonly name: string; readonly weight: number }[]): string {
  return writeList(accords.map(({ name, weight }) => `${name}: ${weight}`));
}

/**
 * Accords with weights from 1 to 100. Without weights ("woody | amber") the first is the strongest.
 * @throws Refusal when a weight is none
 */
export function readAccords(cell: string): { name: string; weight: number }[] {
  const parts = readList(cell).map((part) => {
    const [, name, weight] = /^(.*\S)\s*:\s*(-?[\d.,]+)$/.exec(part) ?? [];
    return name === undefined ? { name: part } : { name, weight };
  });
  if (parts.every(({ weight }) => weight === undefined)) return weighAccords(parts.map(({ name }) => name));
  return parts.map(({ name, weight = '' }) => {
    if (!/^(?:[1-9]\d?|100)$/.test(weight))
      throw new Refusal(`The accord ${shown(name)} needs a weight from 1 to 100, like "${name}: 80".`);
    return { name, weight: Number(weight) };
  });
}

/** Weights for accords of which only the order is known: the strongest 100, each further one 15 less, at least 10. */
export function weighAccords(names: readonly string[]): { name: string; weight: number }[] {
  return names.map((name, place) => ({ name, weight: Math.max(10, 100 - 15 * place) }));
}

/** Vote counts as "4 | 0 | 9 | 14 | 31". */
export function writeVotes(votes: readonly number[] | null): string {
  return votes === null ? '' : votes.join(joint);
}

/** Five vote counts on longevity, from poor to very long lasting; null for an empty cell. @throws Refusal */
export const readLongevityVotes = (cell: string): LongevityVotes | null =>
  readVotes(cell, 5) as LongevityVotes | null;
/** Four vote counts on sillage, from soft to enormous; null for an empty cell. @throws Refusal */
export const readSillageVotes = (cell: string): SillageVotes | null =>
  readVotes(cell, 4) as SillageVotes | null;

function readVotes(cell: string, count: number): readonly number[] | null {
  const parts = readList(cell);
  return parts.length === 0 ? null : votesFrom(parts, count);
}

/**
 * Vote counts from texts. Counts below zero, which some sources hold, count as none.
 * @throws Refusal when there are not `count` whole numbers
 */
export function votesFrom(parts: readonly unknown[], count: number): readonly number[] {
  const votes = parts.map((part) =>
    /^-?\d{1,9}$/.test(String(part)) ? Math.max(0, Number(part)) : undefined,
  );
  if (votes.length !== count || votes.includes(undefined))
    throw new Refusal(`Votes must be ${count} whole numbers, not ${shown(parts.map(String).join(' | '))}.`);
  return votes as number[];
}

/** Attributes as "season: summer, spring | time-of-day: day". */
export function writeAttributes(attributes: AttributeValues): string {
  return writeList(Object.entries(attributes).map(([code, values]) => `${code}: ${values.join(', ')}`));
}

/** @throws Refusal when a part has no name before a colon */
export function readAttributes(cell: string): AttributeValues {
  const entries = readList(cell).map((part): [string, readonly string[]] => {
    const [, code, values] = /^([^:]+?)\s*:(.*)$/.exec(part) ?? [];
    if (code === undefined || values === undefined)
      throw new Refusal(`${shown(part)} is not an attribute; write it like "season: summer, spring".`);
    return [
      code,
      values
        .split(',')
        .map((value) => value.trim())
        .filter((value) => value !== ''),
    ];
  });
  return Object.fromEntries(entries);
}

/** Images as "KEY 800x1000 What it shows". */
export function writeImages(images: readonly ProductImage[]): string {
  return writeList(images.map(({ assetKey, alt, width, height }) => `${assetKey} ${width}x${height} ${alt}`));
}

/** @throws Refusal when a part is not an image of the shop's own store */
export function readImages(cell: string): ProductImage[] {
  return readList(cell).map((part) => {
    const [, assetKey, width, height, alt = ''] =
      /^([!-~]{1,160}) (\d{1,5})x(\d{1,5})(?: ([\s\S]*))?$/.exec(part) ?? [];
    const known = assetKey !== undefined && Number(width) > 0 && Number(height) > 0;
    if (!known || assetKey.includes('://'))
      throw new Refusal(
        `${shown(part)} is not an image of this shop; write its key, its size in pixels and what it shows.`,
      );
    return { assetKey, width: Number(width), height: Number(height), alt };
  });
}
