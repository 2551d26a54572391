import { chmod } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Topology } from '../topology.ts';
import { createControl } from './control-commands.ts';
import type { Terminal } from './terminal.ts';

/** The name of the socket in a run's directory. */
export const controlSocketName = 'control.sock';

/** What a command is answered with. */
export interface ControlAnswer {
  readonly ok: boolean;
  readonly lines: readonly string[];
}

/**
 * Takes commands from other terminals of this user, one line of JSON each, through a socket in the run's directory.
 * @returns ends it
 */
export async function openControl(topology: Topology, terminal: Terminal): Promise<() => Promise<void>> {
  const control = createControl(topology);
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    createInterface(socket).once('line', (line) => {
      void answer(line).then((said) => socket.end(`${JSON.stringify(said)}\n`));
    });
  });

  const answer = async (line: string): Promise<ControlAnswer> => {
    try {
      const words = readWords(line);
      terminal.say(`> ${words.join(' ')}`);
      return { ok: true, lines: await control.run(words) };
    } catch (error) {
      return { ok: false, lines: [error instanceof Error ? error.message : String(error)] };
    }
  };

  const path = join(topology.directory, controlSocketName);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  await chmod(path, 0o600);
  return async () => {
    await control.end();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
}

function readWords(line: string): readonly string[] {
  const words: unknown = JSON.parse(line);
  if (!Array.isArray(words) || !words.every((word) => typeof word === 'string'))
    throw new Error('A command is a list of words.');
  return words;
}
