import { destroyUsage, readDestroyArguments } from '../deploy/arguments.ts';
import { destroy } from '../deploy/destroy.ts';
import { runCommand } from '../deploy/run-command.ts';
import { openShop } from '../deploy/shop.ts';

/** nx destroy infra */
await runCommand(destroyUsage, async (args) => {
  const wanted = readDestroyArguments(args);
  const shop = await openShop(wanted.config, process.env, console.log);
  try {
    await destroy(shop, wanted);
  } finally {
    shop.clients.close();
  }
});
