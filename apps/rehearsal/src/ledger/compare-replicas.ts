import { withBooks, type BooksPlace } from './connection.ts';
import type { Finding } from './findings.ts';

interface Checksum {
  readonly rowsCounted: number;
  readonly checksum: number;
}

/** What an order leaves behind, each table with the columns that tell one state of it from another. */
const tables: Readonly<Record<string, string>> = {
  customer_order: 'id, number, state, total_cents, email, updated_at',
  order_line: 'order_id, position, variant_id, quantity, line_cents',
  payment: 'id, order_id, attempt_key, state, amount_cents',
  test_provider_intent: 'reference, idempotency_key, state, amount_cents',
  stock: 'variant_id, on_hand, held',
  stock_movement: 'id, variant_id, on_hand_change, held_change, reference',
};

/** Compares the books of two data servers that nobody writes to at the moment; no finding when they are the same. */
export async function compareReplicas(one: BooksPlace, other: BooksPlace): Promise<readonly Finding[]> {
  const [ours, theirs] = await Promise.all([checksums(one), checksums(other)]);
  return Object.keys(tables).flatMap((table): readonly Finding[] => {
    const a = ours[table]!;
    const b = theirs[table]!;
    if (a.rowsCounted === b.rowsCounted && a.checksum === b.checksum) return [];
    const what = `The data servers differ in ${table}: ${a.rowsCounted} rows here, ${b.rowsCounted} there.`;
    return [{ kind: 'replicas-differ', what }];
  });
}

function checksums(place: BooksPlace): Promise<Readonly<Record<string, Checksum>>> {
  return withBooks(place, async (books) => {
    const sums: Record<string, Checksum> = {};
    for (const [table, columns] of Object.entries(tables)) {
      // Names of tables and columns come from above, never from outside.
      const [sum] = await books.rows<Checksum>(
        `SELECT COUNT(*) AS rowsCounted, COALESCE(SUM(CRC32(CONCAT_WS('|', ${columns}))), 0) AS checksum FROM ${table}`,
      );
      sums[table] = sum!;
    }
    return sums;
  });
}
