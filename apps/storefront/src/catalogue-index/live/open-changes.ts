import type { CatalogueChange } from '../../catalogue/index.ts';
import type { CatalogueStore } from '../store/catalogue-store.ts';
import type { NamedChange } from './changes.ts';

/** A brand or note with more products than this changes its name on so many pages that all are as good. */
const mostRenamed = 5_000;

type Subject = CatalogueChange['subject'];
type FeedIds = number[];

/**
 * What was read from the feed and is not taken in yet. An entry is read once; when taking it in fails it waits here for
 * the next turn.
 */
export class OpenChanges {
  /** Ids of products, each with the entries that told of it. */
  readonly products = new Map<number, FeedIds>();
  readonly #named = { brand: new Map<number, FeedIds>(), note: new Map<number, FeedIds>() };
  readonly #collections = new Map<number, FeedIds>();
  /** Entries about the category tree. */
  categories: FeedIds = [];
  /** Something says that every product may have changed. */
  everything = false;

  add({ id, subject, subjectId }: CatalogueChange): void {
    if (subject === 'category') this.categories.push(id);
    else if (subject === 'product' && subjectId === 0) this.everything = true;
    else addTo(this.#mapOf(subject), subjectId, id);
  }

  #mapOf(subject: Exclude<Subject, 'category'>): Map<number, FeedIds> {
    if (subject === 'product') return this.products;
    return subject === 'collection' ? this.#collections : this.#named[subject];
  }

  /** Whether brands, notes or categories are to be read again. */
  get names(): boolean {
    return this.categories.length + this.#named.brand.size + this.#named.note.size > 0;
  }

  get hasCollections(): boolean {
    return this.#collections.size > 0;
  }

  /** The collections that changed, out of those before and after. */
  changedCollections(
    known: readonly { readonly id: number; readonly slug: string }[],
  ): readonly NamedChange[] {
    return [...this.#collections].map(([id, feedIds]) => ({
      subject: 'collection' as const,
      slugs: known.filter((one) => id === 0 || one.id === id).map(({ slug }) => slug),
      feedIds,
    }));
  }

  /** The brands and notes that changed, every product that bears one of them, and the entries where these are too many. */
  renamed({ tables, products }: CatalogueStore): {
    readonly named: readonly NamedChange[];
    readonly bearers: ReadonlyMap<number, FeedIds>;
    readonly tooMany: FeedIds;
  } {
    const named: NamedChange[] = [];
    const bearers = new Map<number, FeedIds>();
    const tooMany: FeedIds = [];
    for (const subject of ['brand', 'note'] as const) {
      const table = tables[subject];
      for (const [id, feedIds] of this.#named[subject]) {
        const number = table.ofId(id);
        if (id === 0 || table.count(number) > mostRenamed) {
          tooMany.push(...feedIds);
          continue;
        }
        named.push({ subject, slugs: [table.slugs[number]!], feedIds });
        if (number === 0) continue;
        table.postings[number]!.each((row) => {
          for (const feedId of feedIds) addTo(bearers, products.ids[row]!, feedId);
        });
      }
    }
    return { named, bearers, tooMany };
  }

  clear(): void {
    this.products.clear();
    this.#named.brand.clear();
    this.#named.note.clear();
    this.#collections.clear();
    this.categories = [];
    this.everything = false;
  }
}

function addTo(map: Map<number, FeedIds>, id: number, feedId: number): void {
  const ids = map.get(id);
  if (ids) ids.push(feedId);
  else map.set(id, [feedId]);
}
