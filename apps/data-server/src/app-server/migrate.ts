import { join } from 'node:path';
import type { Layout } from '@perfume/instances';
import type { Logger } from '@perfume/telemetry';
import { untilDone } from '../system/patience.ts';
import { run } from '../system/program.ts';

/** The longest ALTER of a large table. In ms. */
const migrateMs = 3_600_000;

/** Brings the tables to what the release needs, by the release's own program, for as long as it takes to reach the database. */
export async function migrateTables(layout: Layout, log: Logger): Promise<void> {
  const { stdout } = await untilDone({ log, what: 'tables as this release needs them' }, () =>
    run([join(layout.release, 'bin', 'node'), join(layout.release, 'server', 'migrate.js')], {
      deadlineMs: migrateMs,
    }),
  );
  log.info({ says: stdout.trimEnd() }, 'the tables are as this release needs them');
}
