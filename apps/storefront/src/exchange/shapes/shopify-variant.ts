import { createHash } from 'node:crypto';
import { variantSlug, type ItemCondition } from '../../catalogue/index.ts';
import { parseMoney } from '../parsing/money.ts';
import { parseGtin } from '../parsing/numbers.ts';
import { Refusal, shown } from '../parsing/refusal.ts';
import { findSize } from '../parsing/size.ts';
import { conditionOf, type TitleParts } from '../parsing/title.ts';
import { mostOnHand } from './own-variant.ts';
import type { GivenPrice, GivenVariant, LineRemark, SourceRow } from './shape.ts';

export interface VariantContext {
  readonly handle: string;
  readonly parts: TitleParts;
  readonly currency: string;
  readonly remarks: LineRemark[];
}

/** Whether a row of a Handle is a variant; the others only bring pictures. */
export function isVariantRow(row: SourceRow): boolean {
  return ['Variant SKU', 'Variant Price', 'Option1 Value'].some((column) => (row.cell(column) ?? '') !== '');
}

/**
 * One variant: size and condition come from its options and, where these do not tell, from the title.
 * @throws Refusal when its price or SKU cannot be taken
 */
export function readShopifyVariant(row: SourceRow, context: VariantContext): GivenVariant {
  const { parts, handle, currency, remarks } = context;
  const options = ['Option1 Value', 'Option2 Value', 'Option3 Value']
    .map((column) => row.cell(column) ?? '')
    .filter((option) => option !== '' && !/^default title$/i.test(option));
  const told = options.join(', ');
  const size = findSize(told)?.size ?? parts.size;
  const condition: ItemCondition = conditionOf(told) ?? parts.condition ?? 'sealed';
  const price = readPrice(row, currency, remarks);
  return {
    line: row.line,
    sku: skuOf(row, handle, variantSlug(size, condition)),
    ...(size !== null && { size }),
    condition,
    ...readBarcode(row, remarks),
    ...readStock(row, remarks),
    price,
  };
}

/** The supplier's SKU; without one, its Handle with size and condition, which stay the same on the next import. */
function skuOf(row: SourceRow, handle: string, slug: string): string {
  const stated = (row.cell('Variant SKU') ?? '').replace(/^'/, '');
  if (stated.length > 64) throw new Refusal(`The SKU ${shown(stated)} is longer than 64 characters.`);
  if (stated !== '') return stated;
  const made = `${handle}-${slug}`;
  if (made.length <= 64) return made;
  return `${made.slice(0, 53)}-${createHash('sha256').update(made).digest('hex').slice(0, 10)}`;
}

/** "Compare at" is the supplier's list price: nobody here ever asked it, so it is no was-price. */
function readPrice(row: SourceRow, currency: string, remarks: LineRemark[]): GivenPrice {
  const money = (column: string) => {
    const cell = row.cell(column);
    if (cell === undefined) return undefined;
    try {
      return parseMoney(cell, currency);
    } catch (error) {
      if (error instanceof Refusal) throw new Refusal(`${column}: ${error.message}`);
      throw error;
    }
  };
  const base = money('Variant Price');
  const list = money('Variant Compare At Price');
  if (base === 0) remarks.push({ line: row.line, text: 'A price of 0 counts as no price.' });
  return {
    ...(base !== undefined && base !== null && base > 0 && { baseCents: base }),
    ...(list !== undefined && { supplierListCents: list === 0 ? null : list }),
  };
}

function readBarcode(row: SourceRow, remarks: LineRemark[]): Pick<GivenVariant, 'gtin'> {
  const cell = row.cell('Variant Barcode') ?? '';
  if (cell === '') return {};
  try {
    return { gtin: parseGtin(cell) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    remarks.push({ line: row.line, text: `${error.message} It is left out.` });
    return {};
  }
}

/** Shopify counts below zero what was sold beyond the stock: that is none left. */
function readStock(row: SourceRow, remarks: LineRemark[]): Pick<GivenVariant, 'onHand'> {
  const cell = row.cell('Variant Inventory Qty') ?? '';
  if (cell === '') return {};
  if (!/^-?\d{1,8}(?:\.0+)?$/.test(cell))
    throw new Refusal(`Variant Inventory Qty: ${shown(cell)} is not a whole number.`);
  const quantity = Math.trunc(Number(cell));
  if (quantity > mostOnHand) throw new Refusal(`Variant Inventory Qty: ${shown(cell)} is not believed.`);
  if (quantity < 0) remarks.push({ line: row.line, text: `A stock of ${quantity} counts as 0.` });
  return { onHand: Math.max(0, quantity) };
}
