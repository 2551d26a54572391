import { join } from 'node:path';
import { runErrand, type Errand } from './errands.ts';
import { nx, nxEnvironment } from './nx.ts';
import { fillDatabase, openServices } from './prepare-shop.ts';
import { highlighted, step } from './progress.ts';
import { Failed, runQuietly } from './run.ts';
import { startServer, whenOpen } from './shop-server.ts';
import { serverSettings } from './shop-settings.ts';
import { whenStopped } from './stop-signal.ts';
import { storefront, workspaceRoot } from './workspace.ts';

await runErrand(async (errand) => {
  process.stdout.write('\n');
  const settings = await openServices(errand);
  if (errand.stopped()) return;
  await step('Server and browser files', () => build(errand));
  await fillDatabase(settings, errand);
  if (errand.stopped()) return;
  await serve(settings, errand);
});

/** Through Nx, which has nothing to do when no input has changed. */
function build({ stop }: Errand): Promise<void> {
  const args = ['build', 'storefront', '--output-style=static'];
  return runQuietly(nx, args, { cwd: workspaceRoot, env: nxEnvironment, stop });
}

async function serve(settings: NodeJS.ProcessEnv, { stop, stopped, later }: Errand): Promise<void> {
  const forServer = await serverSettings(settings);
  const server = await step('Shop', async () => {
    const started = startServer(join(storefront, 'dist', 'release', 'server', 'main.js'), forServer);
    later(started.stop);
    await whenOpen(started, forServer.PORT, stop);
    return started;
  });
  if (stopped()) return;
  process.stdout.write(`
  The shop is open:  ${highlighted(forServer.PUBLIC_URL)}

  Its mail is at     ${new URL('/dev/mail', forServer.PUBLIC_URL).href}
  Its log is in      ${server.logPath}
  Ctrl-C stops it.

`);
  const exitCode = await Promise.race([server.ended, whenStopped(stop)]);
  if (exitCode !== undefined && !stopped())
    throw new Failed(`The shop has ended by itself (exit code ${exitCode}):\n${await server.logEnd()}`);
}
