import { once } from 'node:events';
import { readdir, stat } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { runsDirectory } from '../run/run.ts';
import { controlSocketName, type ControlAnswer } from './control-server.ts';

/** A roll-out takes minutes; nothing takes longer. In ms. */
const longestMs = 900_000;

/** There is no rehearsal to tell anything. */
export class NothingRuns extends Error {
  override readonly name = 'NothingRuns';
}

/**
 * Tells the rehearsal that runs on this machine, the newest one if there are several.
 * @param directory where runs have their directories
 * @throws NothingRuns
 */
export async function tellRehearsal(
  words: readonly string[],
  directory = runsDirectory,
): Promise<ControlAnswer> {
  for (const path of await sockets(directory)) {
    const answer = await ask(path, words);
    if (answer) return answer;
  }
  throw new NothingRuns(
    'No rehearsal runs on this machine. Start one in another terminal: nx rehearse infra -- --keep',
  );
}

/** Newest first; some may be left over from a rehearsal that was killed. */
async function sockets(directory: string): Promise<readonly string[]> {
  const names = await readdir(directory).catch(() => []);
  const found = await Promise.all(
    names.map(async (name) => {
      const path = join(directory, name, controlSocketName);
      return {
        path,
        at: await stat(path).then(
          ({ mtimeMs }) => mtimeMs,
          () => undefined,
        ),
      };
    }),
  );
  return found
    .filter(({ at }) => at !== undefined)
    .toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0))
    .map(({ path }) => path);
}

/** Undefined when nobody listens there. */
async function ask(path: string, words: readonly string[]): Promise<ControlAnswer | undefined> {
  const socket = createConnection(path);
  socket.setTimeout(longestMs, () => socket.destroy());
  try {
    await once(socket, 'connect');
  } catch {
    return undefined;
  }
  socket.write(`${JSON.stringify(words)}\n`);
  for await (const line of createInterface(socket)) return JSON.parse(line) as ControlAnswer;
  return { ok: false, lines: ['The rehearsal ended before it answered.'] };
}
