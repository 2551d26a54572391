// Import and export with a database under them: the local one, shared with a shop that runs, or DATABASE_URL.
import { runErrand } from './errands.ts';
import { runVisibly } from './run.ts';
import { migrateTables, shopProgram } from './shop-programs.ts';
import { shopServices } from './shop-services.ts';
import { programSettings } from './shop-settings.ts';

const [direction, ...args] = process.argv.slice(2);
if (direction !== 'import' && direction !== 'export') throw new Error('Say import or export.');

await runErrand(async ({ stop, stopped, later }) => {
  const services = await shopServices(process.env, (line) => console.error(line));
  later(services.release);
  const settings = programSettings(services, process.env);
  if (stopped()) return;
  await migrateTables({ env: settings, stop });
  if (stopped()) return;
  // File names on the command line are meant from where the command was typed.
  const cwd = process.env['INIT_CWD'] ?? process.cwd();
  process.exitCode = await runVisibly(process.execPath, [shopProgram(direction), ...args], {
    cwd,
    env: settings,
    stop,
  });
});
