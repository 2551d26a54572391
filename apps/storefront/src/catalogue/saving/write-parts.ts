import type { ShopTransaction } from '../../database/index.ts';
import { chunks } from './chunks.ts';
import type { ProductPart } from './product-state.ts';
import type { ProductWrite } from './write-products.ts';

/** Rows in one INSERT: few enough to stay far below the server's limits of packet size and time. */
const rowsAtOnce = 2_000;

/** Writes notes, accords and images of the products in which they differ; the rest stays untouched. */
export async function writeParts(
  trx: ShopTransaction,
  writes: readonly ProductWrite[],
  ids: ReadonlyMap<string, number>,
): Promise<void> {
  const differing = (part: ProductPart) =>
    writes
      .filter(({ parts }) => parts.has(part))
      .map(({ stored, wanted }) => ({ id: ids.get(wanted.sourceKey)!, isNew: !stored, wanted }));
  const existing = (some: readonly { readonly id: number; readonly isNew: boolean }[]) =>
    some.filter(({ isNew }) => !isNew).map(({ id }) => id);

  const withNotes = differing('notes');
  const oldNotes = existing(withNotes);
  if (oldNotes.length > 0) await trx.deleteFrom('product_note').where('product_id', 'in', oldNotes).execute();
  const notes = withNotes.flatMap(({ id, wanted }) =>
    wanted.notes.map(({ level, position, noteId }) => ({
      product_id: id,
      level,
      position,
      note_id: noteId,
    })),
  );
  for (const rows of chunks(notes, rowsAtOnce)) await trx.insertInto('product_note').values(rows).execute();

  const withAccords = differing('accords');
  const oldAccords = existing(withAccords);
  if (oldAccords.length > 0)
    await trx.deleteFrom('product_accord').where('product_id', 'in', oldAccords).execute();
  const accords = withAccords.flatMap(({ id, wanted }) =>
    wanted.accords.map(({ accordId, weight }) => ({ product_id: id, accord_id: accordId, weight })),
  );
  for (const rows of chunks(accords, rowsAtOnce))
    await trx.insertInto('product_accord').values(rows).execute();

  const withImages = differing('images');
  const oldImages = existing(withImages);
  if (oldImages.length > 0)
    await trx.deleteFrom('product_image').where('product_id', 'in', oldImages).execute();
  const images = withImages.flatMap(({ id, wanted }) =>
    wanted.images.map(({ assetKey, alt, width, height }, position) => ({
      product_id: id,
      position,
      asset_key: assetKey,
      alt,
      width,
      height,
    })),
  );
  for (const rows of chunks(images, rowsAtOnce)) await trx.insertInto('product_image').values(rows).execute();
}
