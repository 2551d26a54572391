import { boundsForLongWork, createDatabase, type Database } from '@perfume/db-client';
import { sql } from 'kysely';

/** What each copy of a product is called by beside its name: new words, as new products bring them. */
const editions = [
  'Matin',
  'Midi',
  'Minuit',
  'Givre',
  'Brume',
  'Soleil',
  'Orage',
  'Ivoire',
  'Ardoise',
] as const;
/** Copies of each product, the product itself among them. */
export const copies = editions.length + 1;

/** One statement moves all rows of a table. In ms. */
const longestStatementMs = 30 * 60_000;

/** Tables that products of all copies share, as they are. */
const shared = ['brand', 'brand_spelling', 'category', 'collection', 'note', 'accord'] as const;

/**
 * Fills an empty catalogue with ten of each product of another one: itself and nine editions under names of their own, with
 * variants, prices and stock. The generator needs an hour for a million products, a copy in the database some minutes. What
 * only writers read, the history of prices and the ledger of stock, stays behind.
 * @param serverUrl an account that may read and write both
 */
export async function multiplyCatalogue(serverUrl: string, from: string, to: string): Promise<void> {
  const database = createDatabase<object>({
    url: serverUrl,
    poolSize: 1,
    ...boundsForLongWork(longestStatementMs),
  });
  try {
    await database.query.connection().execute(async (connection) => {
      const run = (text: string) => sql.raw(text).execute(connection);
      await run('SET SESSION unique_checks = 0, foreign_key_checks = 0');
      for (const table of shared) await run(`INSERT INTO ${to}.${table} SELECT * FROM ${from}.${table}`);
      const size = await sizesOf(connection, from);
      for (let copy = 0; copy < copies; copy += 1)
        for (const statement of statementsOf(from, to, copy, size)) await run(statement);
    });
  } finally {
    await database.close();
  }
}

interface Sizes {
  readonly products: number;
  readonly variants: number;
}

async function sizesOf(connection: Database<object>['query'], from: string): Promise<Sizes> {
  const { rows } = await sql<Sizes>`SELECT (SELECT MAX(id) FROM ${sql.table(`${from}.product`)}) AS products,
    (SELECT MAX(id) FROM ${sql.table(`${from}.variant`)}) AS variants`.execute(connection);
  return rows[0]!;
}

function statementsOf(from: string, to: string, copy: number, { products, variants }: Sizes): string[] {
  const product = copy * products;
  const variant = copy * variants;
  const edition = editions[copy - 1];
  const named = (column: string) => (edition ? `CONCAT(${column}, ' ${edition}')` : column);
  const marked = (column: string) => (edition ? `CONCAT(${column}, '-${edition.toLowerCase()}')` : column);
  const insert = (table: string, columns: readonly (readonly [name: string, value?: string])[]) =>
    `INSERT INTO ${to}.${table} (${columns.map(([name]) => name).join(', ')})
      SELECT ${columns.map(([name, value]) => value ?? name).join(', ')} FROM ${from}.${table}`;
  const plain = (names: string) => names.split(' ').map((name) => [name] as const);
  const ofProduct = ['product_id', `product_id + ${product}`] as const;
  const ofVariant = ['variant_id', `variant_id + ${variant}`] as const;
  return [
    insert('product', [
      ['id', `id + ${product}`],
      ['slug', marked('slug')],
      ['source_key', marked('source_key')],
      ['name', named('name')],
      ...plain(
        'status kind brand_id category_id description gender concentration launch_year perfumer notes_form longevity_votes sillage_votes attributes popularity version created_at updated_at',
      ),
    ]),
    insert('product_note', [ofProduct, ...plain('level position note_id')]),
    insert('product_accord', [ofProduct, ...plain('accord_id weight')]),
    insert('product_image', [ofProduct, ...plain('position asset_key alt width height')]),
    insert('variant', [
      ['id', `id + ${variant}`],
      ofProduct,
      ['sku', marked('sku')],
      ...plain('slug gtin status size_amount size_unit item_condition position'),
    ]),
    insert('price', [
      ofVariant,
      ...plain(
        'currency base_cents sale_cents sale_starts_at sale_ends_at reference_cents supplier_list_cents version updated_at',
      ),
    ]),
    insert('stock', [ofVariant, ...plain('on_hand held')]),
  ];
}
