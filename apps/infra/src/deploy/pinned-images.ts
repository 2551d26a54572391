import { writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { imageUses } from '../config/pinned-images.ts';
import { imagesFile, readPinnedImages } from '../config/read-pinned-images.ts';
import { newestDebianImage, pinImages } from '../images/pin.ts';
import { DeployFailed } from './failure.ts';
import type { Shop } from './shop.ts';
import { workspaceRoot } from './workspace.ts';

const file = relative(workspaceRoot, imagesFile);

/**
 * Sees to it that the image of every server is pinned. The first deploy in a region pins the newest ones by itself, on a
 * machine where somebody can commit that; once there are servers nothing is pinned unasked, since another image would
 * replace them.
 * @param inCi whether what is written here is gone afterwards
 * @throws DeployFailed
 */
export async function requireImages(
  { config, target, clients, stacks, steps }: Shop,
  inCi: boolean,
): Promise<void> {
  if (target.kind === 'emulator') return;
  const { region } = config;
  const before = readPinnedImages();
  const missing = imageUses.filter((use) => before[region]?.[use] === undefined);
  if (missing.length === 0) return;
  if (stacks.data) {
    throw new DeployFailed(
      `${file} names no image in ${region} for ${missing.join(', ')}, though the shop has servers there: a deploy would ` +
        'replace them. Nothing was changed. Bring the file back from whoever deployed the shop first, or write into it the ' +
        'images that its servers have (aws ec2 describe-instances).',
    );
  }
  if (inCi) {
    throw new DeployFailed(
      `No image is pinned in ${region} for ${missing.join(', ')}, and what is written here would be lost. Nothing was changed. ` +
        `Run on your own machine: nx pin-images infra. Then commit ${file}.`,
    );
  }
  await steps.run(
    `Pin Debian's newest image in ${region}`,
    async () => {
      const today = new Date().toISOString().slice(0, 10);
      const { images } = await pinImages(before, { region, today }, () => newestDebianImage(clients.ssm));
      await writeFile(imagesFile, `${JSON.stringify(images, null, 2)}\n`);
      return images[region]!.app!.id;
    },
    (id) => `${id}; commit ${file}`,
  );
}
