import { writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { loadShopConfig, projectRoot } from '../config/load.ts';
import { ShopConfigError } from '../config/index.ts';
import { imageUses, type ImageUse } from '../config/pinned-images.ts';
import { imagesFile, readPinnedImages } from '../config/read-pinned-images.ts';
import { openClients } from '../deploy/clients.ts';
import { runCommand } from '../deploy/run-command.ts';
import { readTarget } from '../deploy/target.ts';
import { newestDebianImage, NoNewestImage, pinImages } from '../images/pin.ts';
import { readOptions } from './read-options.ts';

const usage = `Usage: nx pin-images infra [-- OPTIONS]

Writes the id of Debian's newest image into apps/infra/config/images.json for every server of the shop's region that has
none. Commit that file: from then on servers start from this image until it is renewed.

  --renew USE      take the newest image for app, a, b or c (the witness) although one is pinned; may be repeated.
                   A deploy then rolls the app servers. It cannot replace a data server: see
                   docs/guides/replace-a-data-server.md, one after the other
  --config FILE    the shop's settings, from apps/infra; default: SHOP_CONFIG, else perfume.config.ts`;

await runCommand(usage, async (args) => {
  const values = readOptions(
    args,
    { config: { type: 'string' }, renew: { type: 'string', multiple: true } },
    usage,
  );
  const renew = (values.renew ?? []).map(imageUse);
  const { region } = await loadShopConfig(values.config);
  const target = readTarget(process.env, region);
  if (target.kind === 'emulator') {
    throw new ShopConfigError(
      'Images are pinned from Amazon alone: an emulator has none. Unset SHOP_TARGET.',
    );
  }
  const clients = openClients(target);
  try {
    const { images, changed } = await pinImages(
      readPinnedImages(),
      { region, renew, today: new Date().toISOString().slice(0, 10) },
      () => newestDebianImage(clients.ssm),
    );
    if (changed.length > 0) await writeFile(imagesFile, `${JSON.stringify(images, null, 2)}\n`);
    process.stdout.write(
      changed.length > 0
        ? `Pinned in ${region} for ${changed.join(', ')}: ${images[region]?.[changed[0]!]?.id ?? ''}. Commit ${relative(projectRoot, imagesFile)}.\n`
        : `All images are pinned in ${region}; nothing changed.\n`,
    );
  } catch (error) {
    throw error instanceof NoNewestImage ? new ShopConfigError(error.message) : error;
  } finally {
    clients.close();
  }
});

function imageUse(value: string): ImageUse {
  const use = imageUses.find((known) => known === value);
  if (use) return use;
  throw new ShopConfigError(`--renew ${value}: must be one of ${imageUses.join(', ')}.`);
}
