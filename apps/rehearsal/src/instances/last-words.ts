import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instance } from './instance.ts';

/** The last lines of each program's log that a message repeats, and how long each may be, in characters. */
const shownLines = 3;
const longestLine = 400;

/**
 * What programs said last that do not run as they should, or that were started again, with their instances; for a message
 * about a topology that does not come up, whose logs go with it. Empty when all is well.
 */
export async function lastWords(instances: readonly Instance[]): Promise<string> {
  const words = await Promise.all(instances.map(wordsOf));
  return words.filter(Boolean).join('\n');
}

async function wordsOf(instance: Instance): Promise<string> {
  const troubled = instance
    .processes()
    .filter(({ state, restarts }) => state === 'restarting' || state === 'starting' || restarts > 0);
  const said = await Promise.all(
    troubled.map(async ({ name, state, restarts }) => {
      const path = join(instance.options.root, instance.process(name).plan.log);
      const lines = (await readFile(path, 'utf8').catch(() => '')).trimEnd().split('\n').slice(-shownLines);
      const head = `${instance.options.name}, ${name}: ${state}, started again ${restarts} times`;
      return [head, ...lines.map((line) => `  ${line.slice(0, longestLine)}`)].join('\n');
    }),
  );
  return said.join('\n');
}
