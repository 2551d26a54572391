import { outputs } from '../config/index.ts';
import { deployUsage, readDeployArguments } from '../deploy/arguments.ts';
import { confirmNewShop } from '../deploy/confirm.ts';
import { deploy } from '../deploy/deploy.ts';
import { listReleases } from '../deploy/release/list-releases.ts';
import { runCommand } from '../deploy/run-command.ts';
import { openShop } from '../deploy/shop.ts';
import { output } from '../deploy/stacks.ts';

/** nx deploy infra */
await runCommand(deployUsage, async (args) => {
  const wanted = readDeployArguments(args);
  const shop = await openShop(wanted.config, process.env, console.log);
  try {
    if (wanted.list) {
      const bucket = output(shop.stacks.static, outputs.static.releaseBucket);
      const inService = shop.stacks.app?.outputs[outputs.app.release];
      for (const { id, uploaded, commit = '' } of await listReleases(shop.clients.s3, bucket, 'app')) {
        const mark = id === inService ? '  in service' : '';
        console.log(`${id}  ${uploaded.toISOString().slice(0, 16).replace('T', ' ')} UTC  ${commit}${mark}`);
      }
      return;
    }
    await confirmNewShop(shop, wanted.yes);
    await deploy(shop, wanted);
  } finally {
    shop.clients.close();
  }
});
