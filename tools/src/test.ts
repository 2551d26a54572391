// npm test: lint, types, build, unit, integration and browser tests of every project, the most telling drills, and their counts.
import { globSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { provideChromium, provideMoto, startLocalServices } from '@perfume/local-services';
import { runErrand, type Errand } from './errands.ts';
import { runTargets, type FinishedTask } from './nx-run.ts';
import { step } from './progress.ts';
import { add, countTests, noCount, readReport, type Count } from './test-results.ts';
import { workspaceRoot } from './workspace.ts';

/** Where a target leaves Vitest's report. The other targets are one check each. */
const reports: Readonly<Record<string, string>> = {
  test: 'vitest.json',
  'test-browser': 'browser.json',
  'test-drills': 'drills.json',
};

/** `npm test -- --skip-nx-cache` runs again what has passed before. */
const args = process.argv.slice(2);

await runErrand(async (errand) => {
  const env = { ...(await provideServers(errand)), ...(await provideBrowser()) };
  await prepareMoto();
  if (errand.stopped()) return;
  for (const path of globSync('{apps/*,libs/*,tools}/test-results/*.json', { cwd: workspaceRoot }))
    rmSync(join(workspaceRoot, path));
  const run = (...targets: string[]) => runTargets({ targets, args, env, stop: errand.stop });
  const checks = await run('lint', 'typecheck', 'test', 'build');
  if (errand.stopped()) return;
  // Apart from the rest: a browser beside two test runs would be slow enough to fail.
  const browser = await run('test-browser');
  if (errand.stopped()) return;
  // Apart from everything: a whole shop is brought up and broken while people buy in it.
  const drills = await run('test-drills');
  if (errand.stopped()) return;

  const total = report([...checks, ...browser, ...drills]);
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
  if (total.failed > 0 || total.passed === 0) process.exitCode = 1;
});

/** Without them the integration tests fail and say why, and everything else still runs. */
async function provideServers({ later }: Errand): Promise<NodeJS.ProcessEnv> {
  if (process.env['TEST_MARIADB_URL'] && process.env['TEST_CACHE_URL']) return {};
  try {
    const services = await step('MariaDB and memcached for the tests', (say) =>
      startLocalServices({ workspace: workspaceRoot, purpose: 'test', say }),
    );
    later(services.release);
    return { TEST_MARIADB_URL: services.databaseUrl, TEST_CACHE_URL: services.cacheUrl, ...process.env };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return {};
  }
}

async function provideBrowser(): Promise<NodeJS.ProcessEnv> {
  try {
    const path = await step('Chromium for the browser tests', (say) =>
      Promise.resolve(provideChromium(workspaceRoot, say)),
    );
    return { CHROME_PATH: path };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return {};
  }
}

/** Installed before the tests, whose own deadlines are shorter than that may take; they start a server each. */
async function prepareMoto(): Promise<void> {
  try {
    await step("moto's server for the tests, which stands in for Amazon's API", (say) =>
      provideMoto({ say }),
    );
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
}

/** Prints a line for each target and one for each task that failed. */
function report(tasks: readonly FinishedTask[]): Count {
  let total = noCount;
  process.stdout.write('\n');
  for (const target of new Set(tasks.map((task) => task.target))) {
    const counts = tasks
      .filter((task) => task.target === target)
      .map((task) => ({ task, count: countOf(task) }));
    const sum = counts.reduce((all, { count }) => add(all, count), noCount);
    total = add(total, sum);
    const skipped = sum.skipped > 0 ? `, ${sum.skipped} skipped` : '';
    process.stdout.write(`  ${target.padEnd(14)} ${sum.passed} passed, ${sum.failed} failed${skipped}\n`);
    for (const { task, count } of counts) {
      const why =
        task.outcome === 'not run' ? 'not run, because what it builds on failed' : `${count.failed} failed`;
      if (count.failed > 0) process.stdout.write(`    ✗ ${task.projectName}: ${why}\n`);
    }
  }
  return total;
}

function countOf({ target, projectName, outcome }: FinishedTask): Count {
  const file = reports[target];
  const succeeded = outcome === 'succeeded';
  if (!file || outcome === 'not run')
    return { ...noCount, passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1 };
  const [path] = globSync(`{apps/,libs/,}${projectName}/test-results/${file}`, { cwd: workspaceRoot });
  return countTests(path ? readReport(join(workspaceRoot, path)) : undefined, succeeded);
}
