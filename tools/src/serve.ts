// nx serve storefront: the shop for its developers, built anew and restarted at every change.
import { join, relative } from 'node:path';
import { build } from 'vite';
import { runErrand, type Errand } from './errands.ts';
import { fillDatabase, openServices } from './prepare-shop.ts';
import { highlighted } from './progress.ts';
import { Failed } from './run.ts';
import { startServer, whenOpen, type ShopServer } from './shop-server.ts';
import { migrateTables } from './shop-programs.ts';
import { serverSettings, type ServerSettings } from './shop-settings.ts';
import { whenStopped } from './stop-signal.ts';
import { storefront, workspaceRoot } from './workspace.ts';

/** Beside the release, laid out like it, so that a build for use is never mixed with one for trying out. */
const outFolder = join(storefront, 'dist', 'watch');
/** Browser and server files often change together: the server waits this long for the other, in ms. */
const settleMs = 150;

await runErrand(async (errand) => {
  const settings = await openServices(errand);
  await fillDatabase(settings, errand);
  if (errand.stopped()) return;
  const forServer = await serverSettings(settings);
  const runner = createRunner(forServer, errand);
  errand.later(runner.stop);
  await watch('vite.config.ts', 'browser', runner.changed, errand);
  await watch('vite.server.config.ts', 'server', runner.changed, errand);
  await whenStopped(errand.stop);
});

/** Builds at once and at every change; `built` is told of every build that went well. */
async function watch(
  configFile: string,
  part: 'browser' | 'server',
  built: (part: string) => void,
  { later }: Errand,
): Promise<void> {
  const watcher = await build({
    root: storefront,
    configFile: join(storefront, configFile),
    mode: 'development',
    logLevel: 'warn',
    build: { outDir: join(outFolder, part), watch: {}, emptyOutDir: true },
  });
  if (!('on' in watcher)) throw new Failed(`${configFile} cannot be watched.`);
  later(() => watcher.close());
  watcher.on('event', (event) => {
    if (event.code === 'BUNDLE_END') built(part);
    // Vite has said what is wrong.
    if (event.code === 'ERROR') console.error('The shop runs on as it was.\n');
    if ('result' in event) void event.result.close();
  });
}

/** Starts the server once both parts are built, and again after every further build. */
function createRunner(settings: ServerSettings, { stop, stopped }: Errand) {
  const parts = new Set<string>();
  let server: ShopServer | undefined;
  let timer: NodeJS.Timeout | undefined;
  let turn = Promise.resolve();

  async function restart(): Promise<void> {
    if (stopped()) return;
    try {
      await migrateTables({ env: settings, stop });
      await server?.stop();
      server = startServer(join(outFolder, 'server', 'main.js'), settings);
      await whenOpen(server, settings.PORT, stop);
      const log = relative(workspaceRoot, server.logPath);
      console.log(`  ${new Date().toLocaleTimeString()}  ${highlighted(settings.PUBLIC_URL)}  (log: ${log})`);
    } catch (error) {
      if (!(error instanceof Failed)) throw error;
      console.error(`\n${error.message}\nWaiting for a change.\n`);
    }
  }

  return {
    changed: (part: string): void => {
      parts.add(part);
      if (parts.size < 2) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        turn = turn.then(restart);
      }, settleMs);
    },
    stop: async (): Promise<void> => {
      clearTimeout(timer);
      await turn;
      await server?.stop();
    },
  };
}
