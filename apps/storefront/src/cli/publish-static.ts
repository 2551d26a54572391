import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { PublishError, publishStaticContent, type PublishProgress } from '@perfume/asset-store';
import { Progress } from '../exchange/command/progress.ts';
import { UsageError } from '../exchange/command/settings.ts';
import { browserFolder } from '../release-paths.ts';

const usage = `Usage: publish-static [--to s3://bucket?region=REGION] [--pictures FOLDER]

  --to        the bucket behind the CDN; default: ASSET_STORE_URL when that is one
  --pictures  pictures that were kept on disk; default: those of the shop's asset folder, if there are any

  With AWS_ENDPOINT_URL set to an address of this machine the files go to the S3 server there.`;

/** Brings the browser build and the pictures of the shop to S3, before the release that names them. */
async function main(): Promise<void> {
  const { to, picturesFolder } = readArguments(process.argv.slice(2), process.env);
  const progress = new Progress(process.stderr);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  try {
    const { files, uploaded, uploadedBytes } = await publishStaticContent({
      browserFolder,
      picturesFolder,
      to,
      signal: stop.signal,
      onProgress: (part, now) => progress.show(now.done / now.files, `${part}: ${inWords(now)}`),
    });
    progress.clear();
    console.log(
      `${to} has all ${files.toLocaleString('en-US')} files; ${uploaded.toLocaleString('en-US')} were new (${megabytes(uploadedBytes)}).`,
    );
  } catch (error) {
    progress.clear();
    if (!stop.signal.aborted) throw error;
    console.error('Stopped; what was uploaded stays, and the next run goes on from there.');
    process.exitCode = 130;
  }
}

function readArguments(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): { readonly to: string; readonly picturesFolder: string | undefined } {
  const { values } = parse(args);
  const store = env['ASSET_STORE_URL'] ?? '';
  const to = values.to ?? (store.startsWith('s3:') ? store : undefined);
  if (to === undefined) throw new UsageError(`Name the bucket.\n\n${usage}`);
  if (!existsSync(join(browserFolder, 'manifest.json')))
    throw new UsageError(`The browser files are not built (${browserFolder}). Run: npx nx build storefront`);
  if (values.pictures !== undefined) return { to, picturesFolder: resolve(values.pictures) };
  const kept = store.startsWith('file:')
    ? fileURLToPath(store)
    : resolve(env['DATA_DIR'] || 'data', 'assets');
  const pictures = join(kept, 'images');
  return { to, picturesFolder: existsSync(pictures) ? pictures : undefined };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: args.filter((arg) => arg !== '--'),
      options: { to: { type: 'string' }, pictures: { type: 'string' } },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

const inWords = ({ files, done, uploaded }: PublishProgress) =>
  `${done.toLocaleString('en-US')} of ${files.toLocaleString('en-US')} files, ${uploaded.toLocaleString('en-US')} new`;

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;

main().catch((error: unknown) => {
  const expected = error instanceof UsageError || error instanceof PublishError || error instanceof TypeError;
  console.error(expected ? error.message : error);
  process.exitCode = 1;
});
