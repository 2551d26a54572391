import type { CataloguePosition } from '../catalogue-index/index.ts';
import type { Touch } from './touched-tags.ts';

/** What a server knew when it began to make a page. */
export interface Beginning {
  /** Touches of this process until then. */
  readonly sequence: number;
  readonly finalId: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** When a sale begins or ends next, in milliseconds since 1970; null when none does. */
  readonly nextSaleChange: number | null;
}

/** What a kept page says of its making, so that another server can tell whether it is still right. */
export interface Stamp extends Omit<Beginning, 'sequence'> {
  /** Entries of the feed above `finalId` that touched what the page is made of and were known when it was made. */
  readonly known: readonly number[];
}

/** The last touches of one tag. */
interface Touched {
  sequence: number;
  /** Entries of the feed that are remembered one by one, and the highest of those that are not. */
  feedIds: number[];
  foldedId: number;
  /** The last touch by the clock, in milliseconds since 1970. */
  at: number;
}

/** Touches every page. */
const everyPage = '*';
/** Entries that are remembered for one tag: those of the last minute matter. */
const mostIds = 64;
const mostTags = 100_000;

/**
 * Remembers what was touched when, and answers two questions. Was something of a page touched while it was made? Then it may
 * hold the old along with the new and is not kept. Does a page that another server made hold every change that this one
 * knows of? Entries of the feed have numbers, but a lower one may be committed after a higher one: so a page says up to
 * where its server knew every entry, and which of the later ones.
 */
export class TouchLog {
  readonly #touched = new Map<string, Touched>();
  #sequence = 0;
  /** What happened before is not remembered. */
  #floor = { sequence: 0, id: 0, at: 0 };

  constructor(position: Pick<CataloguePosition, 'loadedId' | 'loadedAt'>) {
    this.startAnew(position);
  }

  /** Forgets everything: what pages of an earlier time hold cannot be told any more. */
  startAnew({ loadedId, loadedAt }: Pick<CataloguePosition, 'loadedId' | 'loadedAt'>): void {
    this.#touched.clear();
    this.#sequence += 1;
    this.#floor = { sequence: this.#sequence, id: loadedId, at: loadedAt.getTime() };
  }

  /** @param at when it was noticed, in milliseconds since 1970 */
  touch({ tags, feedIds }: Touch, at: number): void {
    this.#sequence += 1;
    for (const tag of tags) this.#touchOne(tag, feedIds, at);
    if (this.#touched.size > mostTags) this.#forget(at);
  }

  touchEveryPage(feedIds: readonly number[], at: number): void {
    this.touch({ tags: [everyPage], feedIds }, at);
  }

  begin({ finalId, nextSaleChange }: CataloguePosition, at: number): Beginning {
    return { sequence: this.#sequence, finalId, at, nextSaleChange: nextSaleChange?.getTime() ?? null };
  }

  /** Whether nothing that a page is made of was touched since its making began. */
  isUntouched(madeOf: readonly string[], { sequence }: Beginning): boolean {
    if (sequence < this.#floor.sequence) return false;
    return !this.#of(madeOf).some((touched) => touched.sequence > sequence);
  }

  stamp(madeOf: readonly string[], { finalId, at, nextSaleChange }: Beginning): Stamp {
    const known = this.#of(madeOf).flatMap(({ feedIds }) => feedIds.filter((id) => id > finalId));
    return { finalId, at, nextSaleChange, known: [...new Set(known)] };
  }

  /** Whether a page of another server holds every change that this server knows of. */
  holds(madeOf: readonly string[], { finalId, at, nextSaleChange, known }: Stamp): boolean {
    if (finalId < this.#floor.id) return false;
    // Sales that began or ended before this server began to watch them are in pages made after, or there were none.
    if (at < this.#floor.at && nextSaleChange !== null && nextSaleChange < this.#floor.at) return false;
    return this.#of(madeOf).every(
      (touched) =>
        touched.at <= at &&
        touched.foldedId <= finalId &&
        touched.feedIds.every((id) => id <= finalId || known.includes(id)),
    );
  }

  #of(madeOf: readonly string[]): readonly Touched[] {
    return [everyPage, ...madeOf].flatMap((tag) => this.#touched.get(tag) ?? []);
  }

  #touchOne(tag: string, feedIds: readonly number[], at: number): void {
    let touched = this.#touched.get(tag);
    if (!touched) this.#touched.set(tag, (touched = { sequence: 0, feedIds: [], foldedId: 0, at: 0 }));
    touched.sequence = this.#sequence;
    if (feedIds.length === 0) touched.at = at;
    for (const id of feedIds) if (!touched.feedIds.includes(id)) touched.feedIds.push(id);
    if (touched.feedIds.length <= mostIds) return;
    touched.feedIds.sort((one, other) => one - other);
    const folded = touched.feedIds.splice(0, touched.feedIds.length - mostIds);
    touched.foldedId = Math.max(touched.foldedId, ...folded);
  }

  /** So many tags are touched by large imports alone: pages from before them are made anew rather than looked into. */
  #forget(at: number): void {
    const ids = [...this.#touched.values()].flatMap(({ feedIds, foldedId }) => [...feedIds, foldedId]);
    const highest = ids.reduce((most, id) => Math.max(most, id), this.#floor.id);
    this.startAnew({ loadedId: highest, loadedAt: new Date(at) });
  }
}
