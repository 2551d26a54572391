import { Posting } from '../sets/posting.ts';

/**
 * The values of one thing that products are of or in (brands, notes, kinds …), each under a number with the set of rows
 * that have it. Number 0 stands for no value.
 */
export class ValueTable {
  readonly slugs: string[] = [''];
  readonly labels: string[] = [''];
  readonly postings: Posting[] = [new Posting()];
  readonly #byId = new Map<number | string, number>();
  readonly #bySlug = new Map<string, number>();

  /** Numbers from 0 to one less than this. */
  get size(): number {
    return this.slugs.length;
  }

  /** The number of a value by its id; 0 when there is none. */
  ofId(id: number | string | null): number {
    return id === null ? 0 : (this.#byId.get(id) ?? 0);
  }

  /** The number of a value by its slug; 0 when there is none. */
  ofSlug(slug: string): number {
    return this.#bySlug.get(slug) ?? 0;
  }

  has(id: number | string): boolean {
    return this.#byId.has(id);
  }

  /** Adds a value or gives the one with this id another slug and label. */
  set(id: number | string, slug: string, label: string): number {
    let number = this.#byId.get(id);
    if (number === undefined) {
      number = this.slugs.push(slug) - 1;
      this.labels.push(label);
      this.postings.push(new Posting());
      this.#byId.set(id, number);
    } else if (this.slugs[number] !== slug) {
      if (this.#bySlug.get(this.slugs[number]!) === number) this.#bySlug.delete(this.slugs[number]!);
    }
    this.slugs[number] = slug;
    this.labels[number] = label;
    if (slug !== '') this.#bySlug.set(slug, number);
    return number;
  }

  count(number: number): number {
    return number === 0 ? 0 : (this.postings[number]?.count ?? 0);
  }

  /** Moves a row from one value to another; 0 is none. */
  move(row: number, from: number, to: number): void {
    if (from === to) return;
    if (from !== 0) this.postings[from]!.remove(row);
    if (to !== 0) this.postings[to]!.add(row);
  }

  /** Moves a row from some values to others. */
  moveAll(row: number, from: ArrayLike<number>, to: readonly number[]): void {
    for (let at = 0; at < from.length; at += 1)
      if (!to.includes(from[at]!)) this.postings[from[at]!]!.remove(row);
    for (const value of to) this.postings[value]!.add(row);
  }
}
