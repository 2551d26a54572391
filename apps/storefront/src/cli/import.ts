import { resolve } from 'node:path';
import { DatabaseUnavailable } from '@perfume/db-client';
import { parseImportArguments } from '../exchange/command/arguments.ts';
import { Progress } from '../exchange/command/progress.ts';
import { Samples } from '../exchange/command/samples.ts';
import { openShop, UsageError } from '../exchange/command/settings.ts';
import {
  exitCodeOf,
  importProducts,
  ImportInterrupted,
  openReportFile,
  SourceError,
  type ImportSummary,
} from '../exchange/index.ts';

/** Exit code of a run that was asked to stop, as shells use it. */
const stoppedByPerson = 130;

/** Imports a file of products: node import.js FILE [--apply] [--report FILE] [--publish] [--make-categories] */
async function main(): Promise<void> {
  const { file, apply, publish, makeCategories, report } = parseImportArguments(process.argv.slice(2));
  if (report !== undefined && resolve(report) === resolve(file))
    throw new UsageError('The report needs a file of its own: it would overwrite what is to be imported.');
  const { database, currency } = openShop(process.env);
  const progress = new Progress(process.stderr);
  const samples = new Samples();
  const stop = new AbortController();
  const askToStop = () => {
    if (stop.signal.aborted) process.exit(stoppedByPerson);
    progress.say('Stopping after the products that are being worked on. Once more to stop at once.');
    stop.abort();
  };
  process.on('SIGINT', askToStop);
  process.on('SIGTERM', askToStop);
  const sink = report === undefined ? undefined : await openReportFile(resolve(report));
  let lines = 0;
  let share = 0;
  try {
    const summary = await importProducts(
      { database, currency, now: () => new Date() },
      {
        file: resolve(file),
        apply,
        publish,
        makeCategories,
        signal: stop.signal,
        onStart({ shape, remarks }) {
          progress.say(`${file} is ${shape}.`);
          for (const remark of remarks) progress.say(remark);
        },
        onProgress: (read, size) => (share = read / size),
        onWait: (seconds) => progress.say(`The database does not answer; asked again in ${seconds} s.`),
        async onReport(found) {
          lines += found.length;
          samples.add(found);
          progress.show(share, `${lines.toLocaleString('en-US')} products and refused lines`);
          await sink?.write(found);
        },
      },
    );
    progress.clear();
    process.stdout.write(samples.text());
    process.stdout.write(`${sentence(summary)}\n`);
    if (report !== undefined) process.stdout.write(`Every line is in ${report}.\n`);
    process.exitCode = summary.stopped ? stoppedByPerson : exitCodeOf(summary);
  } finally {
    progress.clear();
    await sink?.close();
    await database.close();
  }
}

function sentence(summary: ImportSummary): string {
  const { applied, stopped, created, changed, unchanged, repeatedLines, refusedLines } = summary;
  const number = (count: number) => count.toLocaleString('en-US');
  const counts =
    `${number(created)} new, ${number(changed)} changed, ${number(unchanged)} unchanged; ` +
    `${number(repeatedLines)} repeated and ${number(refusedLines)} refused lines.`;
  const lead = applied ? 'Imported' : 'Dry run, nothing was changed; it would be';
  const end = stopped
    ? ' Stopped before the end of the file: run the same command again to go on.'
    : applied
      ? ''
      : ' Run it with --apply to do it.';
  return `${lead}: ${counts}${end}`;
}

main().catch((error: unknown) => {
  const expected = error instanceof UsageError || error instanceof SourceError;
  const away = error instanceof DatabaseUnavailable || error instanceof ImportInterrupted;
  if (away)
    console.error(
      `${error.message} What was imported before is kept: run the same command again when the database answers, and it goes on from there.`,
    );
  else console.error(expected ? error.message : error);
  process.exitCode = 1;
});
