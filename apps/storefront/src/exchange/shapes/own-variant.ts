import { parseMoney } from '../parsing/money.ts';
import { parseCount, parseGtin, parseMoment } from '../parsing/numbers.ts';
import { Refusal, shown } from '../parsing/refusal.ts';
import { parseSize } from '../parsing/size.ts';
import { parseCondition } from '../parsing/words.ts';
import { ownColumns, productColumns, type OwnColumn } from './own-columns.ts';
import type { GivenPrice, GivenVariant, LineRemark, SourceRow } from './shape.ts';

/** The largest stock of one variant that is believed. */
export const mostOnHand = 10_000_000;

const variantColumns = ownColumns.filter((column) => !productColumns.includes(column));

/**
 * What a row of the shop's own file says of its variant; null when the row speaks of the product alone.
 * @throws Refusal naming the column that cannot be taken
 */
export function readOwnVariant(row: SourceRow, currency: string, remarks: LineRemark[]): GivenVariant | null {
  const sku = row.cell('SKU') ?? '';
  if (sku === '') {
    const stray = variantColumns.find((column) => column !== 'Currency' && (row.cell(column) ?? '') !== '');
    if (stray === undefined) return null;
    throw new Refusal(`The SKU is missing; ${stray} belongs to a variant, which is recognised by its SKU.`);
  }
  if (sku.length > 64) throw new Refusal(`The SKU ${shown(sku)} is longer than 64 characters.`);
  const stated = row.cell('Currency') ?? '';
  if (stated !== '' && stated.toUpperCase() !== currency)
    throw new Refusal(`Currency: the row is in ${shown(stated)}; this shop sells in ${currency}.`);
  const status = (row.cell('Variant status') ?? '').toLowerCase();
  if (status !== '' && status !== 'active' && status !== 'retired')
    throw new Refusal(`Variant status: ${shown(status)} is neither active nor retired.`);
  const size = read(row, 'Size', parseSize);
  const condition = read(row, 'Condition', parseCondition);
  const onHand = read(row, 'On hand', (cell) => parseCount(cell, mostOnHand));
  return {
    line: row.line,
    sku,
    ...readBarcode(row, remarks),
    ...(size !== undefined && { size }),
    ...(condition && { condition }),
    ...(onHand !== undefined && onHand !== null && { onHand }),
    retired: status === 'retired',
    price: readPrice(row, currency, remarks),
  };
}

function readPrice(row: SourceRow, currency: string, remarks: LineRemark[]): GivenPrice {
  const money = (column: OwnColumn) => read(row, column, (cell) => parseMoney(cell, currency));
  const base = money('Price');
  const sale = money('Sale price');
  const starts = read(row, 'Sale starts at', parseMoment);
  const ends = read(row, 'Sale ends at', parseMoment);
  const list = money('Supplier list price');
  if (base === 0) remarks.push({ line: row.line, text: 'A price of 0 counts as no price.' });
  if (sale === 0) throw new Refusal('Sale price: nothing is given away; leave the cell empty for no sale.');
  if (starts && ends && starts >= ends) throw new Refusal('The sale ends before it starts.');
  return {
    ...(base !== undefined && base !== null && base > 0 && { baseCents: base }),
    ...(sale !== undefined && { saleCents: sale }),
    ...(starts !== undefined && { saleStartsAt: starts }),
    ...(ends !== undefined && { saleEndsAt: ends }),
    ...(list !== undefined && { supplierListCents: list === 0 ? null : list }),
  };
}

/** A barcode that is none costs the barcode, not the variant. */
function readBarcode(row: SourceRow, remarks: LineRemark[]): Pick<GivenVariant, 'gtin'> {
  const cell = row.cell('Barcode');
  if (cell === undefined) return {};
  try {
    return { gtin: parseGtin(cell) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    remarks.push({ line: row.line, text: `${error.message} It is left out.` });
    return {};
  }
}

function read<Value>(row: SourceRow, column: OwnColumn, parse: (cell: string) => Value): Value | undefined {
  const cell = row.cell(column);
  if (cell === undefined) return undefined;
  try {
    return parse(cell);
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(`${column}: ${error.message}`);
    throw error;
  }
}
