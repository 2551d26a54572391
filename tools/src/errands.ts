import { CannotProvide } from '@perfume/local-services';
import { Failed } from './run.ts';
import { stopSignal } from './stop-signal.ts';

/** What a command starts, put away in the opposite order when it ends, however it ends. */
export interface Errand {
  readonly stop: AbortSignal;
  /** True once the command was asked to end: nothing new is started then. */
  readonly stopped: () => boolean;
  /** Remembers how to put something away. */
  readonly later: (putAway: () => Promise<void>) => void;
}

/**
 * Runs a command: failures that are expected say their sentence, the exit code tells whether it went well, and all that
 * was started is stopped.
 */
export async function runErrand(work: (errand: Errand) => Promise<void>): Promise<void> {
  const stop = stopSignal();
  const stopped = () => stop.aborted;
  const putAways: (() => Promise<void>)[] = [];
  try {
    await work({ stop, stopped, later: (putAway) => putAways.push(putAway) });
  } catch (error) {
    // What fails because it was told to stop has nothing to say.
    if (!stopped()) {
      process.exitCode = 1;
      const expected = error instanceof Failed || error instanceof CannotProvide;
      console.error(expected ? `\n${error.message}` : error);
    }
  }
  if (stopped()) process.stdout.write('\n  Stopping …\n');
  for (const putAway of putAways.reverse()) await putAway();
}
