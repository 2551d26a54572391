import { createHash } from 'node:crypto';
import type { GivenVariant, ProductRecord, RefusedLine } from '../shapes/shape.ts';

/** A line that says what another line has said already. */
export interface RepeatedLine {
  readonly line: number;
  readonly label: string;
  readonly sameAs: number;
}

export interface Admitted {
  /** What is left to import; absent when nothing is. */
  readonly record?: ProductRecord;
  readonly refused: readonly RefusedLine[];
  readonly repeated: readonly RepeatedLine[];
}

interface Before {
  readonly line: number;
  readonly digest: string;
}

/**
 * What a file has said so far, so that none of its lines overwrites another: about 150 bytes for each product and variant.
 * An exact repeat is passed over; the same product or SKU with other words is refused, except where a supplier lists the
 * sizes of one product in several places.
 */
export class Seen {
  readonly #products = new Map<string, Before>();
  readonly #skus = new Map<string, Before>();

  admit(record: ProductRecord, label: string): Admitted {
    const refused: RefusedLine[] = [];
    const repeated: RepeatedLine[] = [];
    const before = this.#products.get(record.sourceKey);
    const digest = digestOf(record.product);
    if (before && !record.supplier && before.digest !== digest) {
      const reason = `Its product stands on line ${before.line} already, with other words. The first counts.`;
      const lines = new Set([record.line, ...record.variants.map(({ line }) => line)]);
      return { refused: [...lines].map((line) => ({ line, label, reason })), repeated };
    }
    const variants = record.variants.filter((variant) =>
      this.#admitVariant(variant, record.sourceKey, label, refused, repeated),
    );
    if (before && variants.length === 0 && refused.length + repeated.length === 0)
      repeated.push({ line: record.line, label, sameAs: before.line });
    if (variants.length === 0 && (before || record.variants.length > 0)) return { refused, repeated };
    if (!before) this.#products.set(record.sourceKey, { line: record.line, digest });
    return { record: { ...record, variants }, refused, repeated };
  }

  #admitVariant(
    variant: GivenVariant,
    sourceKey: string,
    label: string,
    refused: RefusedLine[],
    repeated: RepeatedLine[],
  ): boolean {
    const { line, ...words } = variant;
    const before = this.#skus.get(variant.sku);
    const digest = digestOf({ sourceKey, ...words });
    if (!before) {
      this.#skus.set(variant.sku, { line, digest });
      return true;
    }
    if (before.digest === digest) repeated.push({ line, label, sameAs: before.line });
    else
      refused.push({
        line,
        label,
        reason: `The SKU ${variant.sku} stands on line ${before.line} already, with other words. The first counts.`,
      });
    return false;
  }
}

const digestOf = (words: object): string =>
  createHash('sha256').update(JSON.stringify(words)).digest('base64').slice(0, 16);
