// npm run reset: stops what runs and removes what the shop has stored here.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { stopLocalServices } from '@perfume/local-services';
import { runErrand } from './errands.ts';
import { dataFolder, workspaceRoot } from './workspace.ts';

/** What lies in .perfume/ and is removed; a downloaded browser stays. */
const contents: readonly { readonly name: string; readonly what: string }[] = [
  { name: 'shop', what: "the shop's database: products, carts, orders" },
  { name: 'data', what: 'pictures and mail' },
  { name: 'test', what: 'the database of the tests' },
  { name: 'bench', what: 'the catalogues of the benchmark' },
  { name: 'cookie-secret', what: 'the secret that cookies are signed with' },
  { name: 'shop.log', what: 'the log of the last start' },
];

await runErrand(async () => {
  const found = contents.filter(({ name }) => existsSync(join(dataFolder, name)));
  if (found.length === 0) {
    console.log('There is nothing to remove: the shop has stored nothing here.');
    return;
  }
  for (const purpose of ['shop', 'test', 'bench'] as const) {
    if (await stopLocalServices(workspaceRoot, purpose))
      console.log(`Stopped what was running for the ${purpose}.`);
  }
  for (const { name, what } of found) {
    const path = join(dataFolder, name);
    const size = `${Math.ceil(sizeOf(path) / 1e6)} MB`;
    await rm(path, { recursive: true, force: true });
    console.log(`Removed ${relative(workspaceRoot, path).padEnd(22)} ${size.padStart(8)}  ${what}`);
  }
  console.log('npm start begins anew.');
});

/** In bytes. */
function sizeOf(path: string): number {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (!entry?.isDirectory()) return entry?.size ?? 0;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}
