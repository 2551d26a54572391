import type { ColumnNames } from '../reading/columns.ts';
import type { ProductDraft, VariantDraft } from '../../catalogue/index.ts';

/** A row under its header: cells by the documented name of their column. */
export interface SourceRow {
  readonly line: number;
  /** The cell without blanks around it; '' when empty, undefined when the file has no such column. */
  cell(column: string): string | undefined;
}

/** What the file says of a product. What is undefined the file does not speak of: it stays as it is in the shop. */
export interface GivenProduct extends Partial<
  Omit<ProductDraft, 'sourceKey' | 'variants' | 'brandName' | 'name' | 'categorySlug'>
> {
  readonly brandName: string;
  readonly name: string;
  /** Slugs from the root of the tree to the product's own category. */
  readonly categoryPath?: readonly string[];
  /** What a product begins with; one that the shop has keeps its own. */
  readonly popularityWhenNew?: number;
}

/** What the file says of one price. Empty cells take a sale or a list price away; a price itself is never taken away. */
export interface GivenPrice {
  readonly baseCents?: number;
  readonly saleCents?: number | null;
  readonly saleStartsAt?: Date | null;
  readonly saleEndsAt?: Date | null;
  readonly supplierListCents?: number | null;
}

export interface GivenVariant extends Partial<Omit<VariantDraft, 'sku'>> {
  readonly line: number;
  readonly sku: string;
  readonly price: GivenPrice;
  /** Pieces in the warehouse. */
  readonly onHand?: number;
  readonly retired?: boolean;
}

/** One product as the file brings it. */
export interface ProductRecord {
  /** The line it begins on. */
  readonly line: number;
  readonly sourceKey: string;
  readonly product: GivenProduct;
  readonly variants: readonly GivenVariant[];
  /**
   * A supplier's word, not the shop's own: each size may be a product of its own there, so variants of one product may come
   * from several places of the file, and what the first of them says of the product counts. It never brings back a product
   * that the shop has taken out.
   */
  readonly supplier: boolean;
  /** What was understood in a way that the reader of the report should know, by line. */
  readonly remarks: readonly LineRemark[];
}

export interface LineRemark {
  readonly line: number;
  readonly text: string;
}

/** A line that is not imported. `label` says of which product, as far as it is known. */
export interface RefusedLine {
  readonly line: number;
  readonly label: string;
  readonly reason: string;
}

export interface Assembled {
  readonly record?: ProductRecord;
  readonly refused: readonly RefusedLine[];
}

export interface ShapeContext {
  /** The shop's currency, ISO 4217. */
  readonly currency: string;
}

/** A kind of file that can be imported. */
export interface Shape {
  readonly name: string;
  readonly columns: ColumnNames;
  /** Whether cells that spreadsheets would run were guarded when the file was written. */
  readonly guarded: boolean;
  /** Rows that follow each other with the same text are one product; null: each row is one. */
  productOf(row: SourceRow): string | null;
  /** The rows of one product (at least one), understood. */
  assemble(rows: readonly SourceRow[], context: ShapeContext): Assembled;
}

/** "Brand Name", for reports. */
export function labelOf({ brandName, name }: { readonly brandName: string; readonly name: string }): string {
  return `${brandName} ${name}`.trim();
}
