import { foldKey, productSourceKey } from '../../catalogue/index.ts';
import { Refusal } from '../parsing/refusal.ts';
import { ownColumns, productColumns, requiredOwnColumns } from './own-columns.ts';
import { readOwnProduct } from './own-product.ts';
import { readOwnVariant } from './own-variant.ts';
import {
  labelOf,
  type GivenVariant,
  type LineRemark,
  type RefusedLine,
  type Shape,
  type SourceRow,
} from './shape.ts';

/**
 * The shop's own file, as the export writes it: one row per variant, what belongs to the product on each of them or only on
 * the first. Columns that a file does not have leave what the shop has; empty cells empty it.
 */
export const own: Shape = {
  name: 'the shop’s own product file',
  columns: { known: ownColumns, required: requiredOwnColumns },
  guarded: true,
  productOf(row) {
    const key = row.cell('Key');
    if (key) return key;
    const identity = ['Brand', 'Name', 'Concentration', 'Launch year'].map((column) =>
      foldKey(row.cell(column) ?? ''),
    );
    return identity.join('|');
  },
  assemble(rows, { currency }) {
    const [first] = rows;
    if (!first) return { refused: [] };
    const label = labelOf({ brandName: first.cell('Brand') ?? '', name: first.cell('Name') ?? '' });
    const refused: RefusedLine[] = [];
    const refuse = (line: number, error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
      refused.push({ line, label, reason: error.message });
    };
    let product;
    try {
      product = readOwnProduct(first);
    } catch (error) {
      refuse(first.line, error);
      const others = rows.slice(1).map(({ line }) => ({
        line,
        label,
        reason: `Its product was refused on line ${first.line}.`,
      }));
      return { refused: [...refused, ...others] };
    }
    const variants: GivenVariant[] = [];
    const remarks: LineRemark[] = [];
    for (const row of rows) {
      try {
        refuseDifference(first, row);
        const variant = readOwnVariant(row, currency, remarks);
        if (variant !== null) variants.push(variant);
      } catch (error) {
        refuse(row.line, error);
      }
    }
    // With every one of its variants refused the product would come in as something that the file does not say.
    if (variants.length === 0 && refused.length > 0) return { refused };
    const { brandName, name, concentration = null, launchYear = null } = product;
    const sourceKey = first.cell('Key') || productSourceKey({ brandName, name, concentration, launchYear });
    return { record: { line: first.line, sourceKey, product, variants, supplier: false, remarks }, refused };
  },
};

/** A product's further rows repeat what the first says of it, or say nothing. */
function refuseDifference(first: SourceRow, row: SourceRow): void {
  if (row === first) return;
  const different = productColumns.find((column) => {
    const cell = row.cell(column) ?? '';
    return cell !== '' && cell !== first.cell(column);
  });
  if (different !== undefined)
    throw new Refusal(`Its ${different} is not that of line ${first.line}, which is the same product.`);
}
