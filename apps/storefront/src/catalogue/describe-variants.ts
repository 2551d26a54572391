import type { Queries } from '../database/index.ts';
import { concentrationLabels } from './labels.ts';
import type { Concentration, ItemCondition, ProductKind, Size } from './model.ts';
import { productPath, variantPath } from './paths.ts';
import { variantLabel } from './sizes.ts';

/** A variant as cart, order and mail name it. */
export interface VariantDescription {
  readonly variantId: number;
  readonly productId: number;
  readonly productPath: string;
  readonly variantPath: string;
  readonly sku: string;
  readonly brandName: string;
  readonly productName: string;
  readonly concentration: Concentration | null;
  /** "Eau de toilette, 100 ml, tester": what tells it from everything else of that name. */
  readonly variantLabel: string;
  readonly size: Size | null;
  readonly condition: ItemCondition;
  readonly imageKey: string | null;
  readonly imageAlt: string;
  readonly kind: ProductKind;
  /** Whether product and variant are still part of what the shop sells; price and stock are asked elsewhere. */
  readonly sellable: boolean;
}

/** Describes variants by id, also those that are no longer sold; ids that never existed are missing from the answer. */
export async function describeVariants(
  queries: Queries,
  variantIds: readonly number[],
): Promise<ReadonlyMap<number, VariantDescription>> {
  if (variantIds.length === 0) return new Map();
  const rows = await queries
    .selectFrom('variant')
    .innerJoin('product', 'product.id', 'variant.product_id')
    .innerJoin('brand', 'brand.id', 'product.brand_id')
    .leftJoin('product_image', (join) =>
      join.onRef('product_image.product_id', '=', 'product.id').on('product_image.position', '=', 0),
    )
    .select([
      'variant.id as variantId',
      'variant.slug as variantSlug',
      'variant.sku as sku',
      'variant.status as variantStatus',
      'variant.size_amount as sizeAmount',
      'variant.size_unit as sizeUnit',
      'variant.item_condition as condition',
      'product.id as productId',
      'product.slug as productSlug',
      'product.status as productStatus',
      'product.name as productName',
      'product.kind as kind',
      'product.concentration as concentration',
      'brand.name as brandName',
      'product_image.asset_key as imageKey',
      'product_image.alt as imageAlt',
    ])
    .where('variant.id', 'in', [...new Set(variantIds)])
    .execute();
  return new Map(
    rows.map((row): [number, VariantDescription] => {
      const { variantId, productId, sku, brandName, productName, concentration, condition, kind } = row;
      const size =
        row.sizeAmount === null || row.sizeUnit === null
          ? null
          : { amount: row.sizeAmount, unit: row.sizeUnit };
      const product = { slug: row.productSlug };
      return [
        variantId,
        {
          variantId,
          productId,
          productPath: productPath(product),
          variantPath: variantPath(product, { slug: row.variantSlug }),
          sku,
          brandName,
          productName,
          concentration,
          variantLabel: `${concentration ? `${concentrationLabels[concentration]}, ` : ''}${variantLabel({ size, condition })}`,
          size,
          condition,
          imageKey: row.imageKey,
          imageAlt: row.imageAlt ?? `${brandName} ${productName}`,
          kind,
          sellable: row.variantStatus === 'active' && row.productStatus === 'active',
        },
      ];
    }),
  );
}
