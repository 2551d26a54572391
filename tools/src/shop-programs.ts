import { join } from 'node:path';
import { runQuietly, runVisibly, type RunOptions } from './run.ts';
import { storefront } from './workspace.ts';

/** The path of one of the storefront's command line programs; they run straight from their source. */
export const shopProgram = (name: 'migrate' | 'seed' | 'import' | 'export') =>
  join(storefront, 'src', 'cli', `${name}.ts`);

/**
 * Brings the tables up to date.
 * @throws Failed with the program's words
 */
export function migrateTables(options: Omit<RunOptions, 'cwd'>): Promise<void> {
  return runQuietly(process.execPath, [shopProgram('migrate')], { ...options, cwd: storefront });
}

/** Fills an empty catalogue with the demo's products, showing how far it is; gives the exit code. */
export function seedCatalogue(options: Omit<RunOptions, 'cwd'>): Promise<number> {
  return runVisibly(process.execPath, [shopProgram('seed')], { ...options, cwd: storefront });
}
