import { removeRun } from './sweep.ts';

/**
 * Waits beside a rehearsal until its process ends, however it ends, and takes away what is left of the run. Started with
 * the run's id and a pipe as standard input, which the kernel closes with the process that holds its other end.
 */
const id = process.argv[2];
if (!id) throw new Error('The reaper needs the id of a run.');
// It outlives the terminal and Ctrl-C: that is when it is needed.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.stdin.resume();
process.stdin.on('error', () => undefined);
process.stdin.once('close', () => void removeRun(id));
