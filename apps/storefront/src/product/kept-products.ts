import type { Product } from '../catalogue/index.ts';
import type { LiveCatalogueIndex } from '../catalogue-index/index.ts';
import type { PriceRecord } from '../pricing/index.ts';

/** What the database says of a product that is sold: what it is, what it costs, how many there are. */
export interface ReadProduct {
  readonly product: Product;
  readonly records: readonly PriceRecord[];
  /** Pieces that can be bought, by variant id. */
  readonly availability: readonly (readonly [variantId: number, pieces: number])[];
}

/** Products that were read lately and have not changed since. */
export interface KeptProducts {
  /** Undefined when it is not kept, or when it is not known whether it has changed. */
  find(slug: string): ReadProduct | undefined;
  /** Call it before reading and give what was read to the result: it is kept unless something changed meanwhile. */
  begin(): (read: ReadProduct) => void;
}

/** Changes that have not been read for so long may be missing: the database is asked then. Three turns of the feed, in ms. */
const trustedMs = 3_000;
/** Of the text of what is kept: some 4,000 products of the demo, those that were asked for last. */
const mostBytes = 12 * 2 ** 20;

interface Entry {
  readonly productId: number;
  /** JSON outside of the collected heap, which would otherwise be walked through for nothing. */
  readonly text: Buffer;
}

/**
 * Keeps products beside the catalogue in memory and drops each as soon as that has taken a change of it in, so that a page
 * is never made of older data than the listings are.
 * @param index tells of changes
 */
export function createKeptProducts(
  index: Pick<LiveCatalogueIndex, 'onChanges' | 'lastReadAt'>,
  { bytes = mostBytes, clock = () => performance.now() } = {},
): KeptProducts {
  /** In the order in which they were asked for. */
  const entries = new Map<string, Entry>();
  const slugs = new Map<number, string>();
  let held = 0;
  /** Counts what was told: a reading during which it moved on may be of before or after. */
  let told = 0;

  function drop(slug: string): void {
    const entry = entries.get(slug);
    if (!entry) return;
    entries.delete(slug);
    slugs.delete(entry.productId);
    held -= entry.text.byteLength;
  }

  index.onChanges(({ products, everyPage, loadedAnew }) => {
    told += 1;
    if (loadedAnew || everyPage.length > 0) for (const slug of entries.keys()) drop(slug);
    for (const { productId } of products) {
      const slug = slugs.get(productId);
      if (slug !== undefined) drop(slug);
    }
  });

  return {
    find(slug) {
      const entry = entries.get(slug);
      if (!entry || clock() - index.lastReadAt() > trustedMs) return undefined;
      entries.delete(slug);
      entries.set(slug, entry);
      return revived(entry.text);
    },
    begin() {
      const toldBefore = told;
      return (read) => {
        if (told !== toldBefore) return;
        const { id, slug } = read.product;
        drop(slug);
        const json = JSON.stringify(read);
        const text = Buffer.allocUnsafeSlow(Buffer.byteLength(json));
        text.write(json);
        entries.set(slug, { productId: id, text });
        slugs.set(id, slug);
        held += text.byteLength;
        for (const oldest of entries.keys()) {
          if (held <= bytes) break;
          drop(oldest);
        }
      };
    },
  };
}

/** With the dates that JSON turned into text. */
function revived(text: Buffer): ReadProduct {
  const { product, records, availability } = JSON.parse(text.toString()) as ReadProduct;
  return {
    product: { ...product, createdAt: new Date(product.createdAt) },
    records: records.map((record) => ({
      ...record,
      saleStartsAt: record.saleStartsAt && new Date(record.saleStartsAt),
      saleEndsAt: record.saleEndsAt && new Date(record.saleEndsAt),
    })),
    availability,
  };
}
