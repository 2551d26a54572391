import { sql } from 'kysely';
import { createDatabase } from '../index.ts';

/**
 * A process of its own for the tests: it asks once, waits for a line, asks again while its server hangs, closes, and has
 * then to end by itself: nothing may keep it alive, and nothing unheard may end it.
 */
const database = createDatabase<object>({ url: process.argv[2] ?? '' });
const ask = () => Promise.all(Array.from({ length: 8 }, () => sql`SELECT 1`.execute(database.query)));

await ask();
process.stdout.write('ready\n');
await new Promise((resolve) => process.stdin.once('data', resolve));
process.stdin.destroy();
const outcome = await ask().then(
  () => 'answered',
  (error: unknown) => (error as Error).name,
);
await database.close();
process.stdout.write(`${outcome}\n`);
