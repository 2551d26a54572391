import { chmod } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The name of the socket in a run's directory. */
export const controlSocketName = 'control.sock';

/** What a command is answered with. */
export interface ControlAnswer {
  readonly ok: boolean;
  readonly lines: readonly string[];
}

/**
 * Takes commands from other terminals of this user, one line of JSON each, through a socket in a run's directory.
 * @param run carries a command out; what it throws is the answer as well
 * @returns ends it
 */
export async function openControl(
  directory: string,
  run: (words: readonly string[]) => Promise<readonly string[]>,
): Promise<() => Promise<void>> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    socket.on('error', () => undefined);
    createInterface(socket).once('line', (line) => {
      void answer(line).then((said) => socket.end(`${JSON.stringify(said)}\n`));
    });
  });

  const answer = async (line: string): Promise<ControlAnswer> => {
    try {
      return { ok: true, lines: await run(readWords(line)) };
    } catch (error) {
      return { ok: false, lines: [error instanceof Error ? error.message : String(error)] };
    }
  };

  const path = join(directory, controlSocketName);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  await chmod(path, 0o600);
  return () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      // Whoever still waits for an answer must not keep the rehearsal from ending.
      for (const socket of open) socket.destroy();
    });
}

function readWords(line: string): readonly string[] {
  const words: unknown = JSON.parse(line);
  if (!Array.isArray(words) || !words.every((word) => typeof word === 'string'))
    throw new Error('A command is a list of words.');
  return words;
}
