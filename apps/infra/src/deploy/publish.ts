import { join } from 'node:path';
import { publishStaticContent } from '@perfume/asset-store';
import { outputs, parameterNames } from '../config/index.ts';
import { readParameter, writeParameter } from './parameters.ts';
import { buildRelease, type BuiltRelease } from './release/build-release.ts';
import { describeCheckout } from './release/checkout.ts';
import { hasRelease, uploadRelease } from './release/upload-release.ts';
import type { Shop } from './shop.ts';
import { output, type DeployedStack } from './stacks.ts';

/** What servers get: the shop, and what runs on data servers and the witness. */
export interface Built {
  readonly app: BuiltRelease;
  readonly data: BuiltRelease;
}

/** Packs what `nx build` has made. */
export async function build({ steps }: Shop, workspace: string): Promise<Built> {
  return steps.run(
    'Pack the release',
    async () => {
      const [app, data] = await Promise.all([
        buildRelease({ kind: 'app', workspace }),
        buildRelease({ kind: 'data', workspace }),
      ]);
      return { app, data };
    },
    ({ app, data }) =>
      `shop ${app.id} (${megabytes(app.bytes)}), data servers ${data.id} (${megabytes(data.bytes)})`,
  );
}

/** Uploads what the release names and then the release; what is there already stays as it is. */
export async function publish(
  { config, target, clients, steps }: Shop,
  content: DeployedStack,
  built: Built,
  workspace: string,
): Promise<void> {
  const assets = output(content, outputs.static.assetsBucket);
  await steps.run(
    'Publish static content',
    () =>
      publishStaticContent({
        browserFolder: join(workspace, 'apps/storefront/dist/release/browser'),
        to: `s3://${assets}?region=${config.region}`,
        target: target.kind,
        env: target.environment,
      }),
    ({ files, uploaded }) => `${files} files, ${uploaded} of them new`,
  );
  const bucket = output(content, outputs.static.releaseBucket);
  const about = await describeCheckout();
  for (const release of [built.app, built.data]) {
    await steps.run(
      `Upload release ${release.id} of ${release.kind === 'app' ? 'the shop' : 'data servers'}`,
      () => uploadRelease(clients.s3, bucket, release, about),
      (isNew) => (isNew ? megabytes(release.bytes) : 'there already'),
    );
  }
}

/**
 * Data servers are not touched by a deploy; the parameter is what a new one installs when it first boots. A name that has
 * outlived its release, as after nx destroy, is given up: no server could boot with it.
 */
export async function nameDataRelease(
  { config, clients, steps }: Pick<Shop, 'config' | 'clients' | 'steps'>,
  content: DeployedStack,
  { id }: BuiltRelease,
  wanted: boolean,
): Promise<void> {
  const name = parameterNames(config.name).dataRelease;
  const now = await readParameter(clients.ssm, name);
  if (now === id) return;
  const bucket = output(content, outputs.static.releaseBucket);
  if (now !== undefined && !wanted && (await hasRelease(clients.s3, bucket, 'data', now))) {
    steps.skip(
      `Name release ${id} for data servers`,
      `They stay at ${now}. To bring them this one: nx deploy infra -- --data-release, then docs/guides/upgrade-mariadb.md`,
    );
    return;
  }
  await steps.run(`Name release ${id} for data servers`, () =>
    writeParameter(
      clients.ssm,
      name,
      id,
      'Release that data servers and the witness install when they first boot',
    ),
  );
}

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;
