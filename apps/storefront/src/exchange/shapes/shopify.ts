import { productSourceKey } from '../../catalogue/index.ts';
import { Refusal } from '../parsing/refusal.ts';
import { readTitle, type TitleParts } from '../parsing/title.ts';
import { shopifyColumns, silentShopifyColumns } from './shopify-columns.ts';
import { readShopifyProduct } from './shopify-product.ts';
import { isVariantRow, readShopifyVariant } from './shopify-variant.ts';
import type { GivenVariant, LineRemark, RefusedLine, Shape } from './shape.ts';

/**
 * Shopify's product export, as suppliers send it: the rows of one Handle are one product there; further rows are further
 * variants or only pictures. Suppliers often list each size as a product of its own and put size, concentration and
 * condition into the title; the same brand, name and concentration come together here as one product.
 */
export const shopify: Shape = {
  name: 'a Shopify product export',
  columns: { known: [...shopifyColumns, ...silentShopifyColumns], required: ['Handle', 'Title'] },
  guarded: false,
  productOf: (row) => row.cell('Handle') || null,
  assemble(rows, { currency }) {
    const [first] = rows;
    if (!first) return { refused: [] };
    const handle = first.cell('Handle') ?? '';
    const title = first.cell('Title') ?? '';
    const label = title || handle;
    const refuseAll = (reason: string) => ({ refused: rows.map(({ line }) => ({ line, label, reason })) });
    if (handle === '') return refuseAll('The Handle is missing.');
    if (title === '')
      return refuseAll('The Title is missing; rows of one Handle must follow the row with its Title.');
    const brandName = first.cell('Vendor') ?? '';
    if (brandName === '') return refuseAll('The Vendor is missing, which is the brand here.');
    const parts = readTitle(title, brandName);
    const remarks: LineRemark[] = [];
    const refused: RefusedLine[] = [];
    const variants: GivenVariant[] = [];
    for (const row of rows) {
      if (!isVariantRow(row)) continue;
      try {
        variants.push(readShopifyVariant(row, { handle, parts, currency, remarks }));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        refused.push({ line: row.line, label, reason: error.message });
      }
    }
    if (variants.length === 0 && refused.length > 0) return { refused };
    const product = readShopifyProduct(first, parts, brandName);
    if (title !== product.name) remarks.unshift({ line: first.line, text: understood(parts) });
    const sourceKey = productSourceKey({
      brandName,
      name: product.name,
      concentration: parts.concentration,
      launchYear: null,
    });
    return { record: { line: first.line, sourceKey, product, variants, supplier: true, remarks }, refused };
  },
};

/** What was read out of the title, so that a wrong reading is seen in the dry run. */
function understood({ name, concentration, gender, condition }: TitleParts): string {
  const rest = [concentration, gender, condition].filter((part) => part !== null);
  return `The title is read as "${name}"${rest.length > 0 ? `, ${rest.join(', ')}` : ''}.`;
}
