import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Config } from '../config/index.ts';
import type { AssetUrls } from '../web/index.ts';

/**
 * Names what pages are drawn with apart from the catalogue: the code, the built browser files, the settings that show on
 * pages, and the database. Servers with the same id draw the same pages of the same catalogue.
 * @param code see `codeId`
 */
export function releaseId(
  { publicUrl, currency, contactEmail, operator, holdMinutes, environment, testPayments, database }: Config,
  assets: AssetUrls,
  code: string,
): string {
  const { host, pathname } = new URL(database.url);
  const drawnWith = [
    ...[publicUrl.href, currency, contactEmail, operator, holdMinutes, environment, testPayments],
    ...[
      assets.stylesheet,
      assets.script,
      assets.preloadFonts,
      assets.favicon,
      assets.image('x'),
      assets.origins,
    ],
    ...[host, pathname, code],
  ];
  return createHash('sha256').update(JSON.stringify(drawnWith)).digest('base64url').slice(0, 16);
}

/**
 * Names the code that runs: by the content of the built server, or by this very process when it runs from its source,
 * which may be another at every start.
 */
export function codeId(): string {
  if (import.meta.filename.endsWith('.ts')) return `source-${process.pid}-${performance.timeOrigin}`;
  const folder = dirname(import.meta.filename);
  const hash = createHash('sha256');
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .sort())
    hash.update(basename(file)).update(readFileSync(join(folder, file)));
  return hash.digest('base64url');
}
