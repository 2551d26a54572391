import { bringUp } from '../bring-up.ts';
import { drills } from '../drills/index.ts';
import { CannotProvide } from '@perfume/local-services';
import { help, readArguments, UsageError } from './arguments.ts';
import { NothingRuns, tellRehearsal } from './control-client.ts';
import { rehearse } from './rehearse.ts';
import { openTerminal } from './terminal.ts';

/** Ends once when it is asked to; whoever asks twice does not want to wait. */
function stopSignal(): AbortSignal {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping.signal.aborted) process.exit(1);
      process.stdout.write('\nStopping; once more ends it at once.\n');
      stopping.abort();
    });
  }
  return stopping.signal;
}

async function main(): Promise<number> {
  const wish = readArguments(process.argv.slice(2));
  switch (wish.kind) {
    case 'help':
      console.log(help);
      return 0;
    case 'list':
      for (const { name, sentence } of drills) console.log(`${name.padEnd(24)} ${sentence}`);
      return 0;
    case 'control': {
      const { ok, lines } = await tellRehearsal(wish.words);
      for (const line of lines) console.log(line);
      return ok ? 0 : 1;
    }
    case 'rehearse': {
      const signal = stopSignal();
      const passed = await rehearse(wish, { bringUp, terminal: openTerminal(process.stdout), signal });
      return passed ? 0 : 1;
    }
  }
}

/** Whatever still waits or listens must not keep the terminal; what is left of a run is taken away by the process beside it. */
main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const expected =
      error instanceof UsageError || error instanceof NothingRuns || error instanceof CannotProvide;
    console.error(expected ? error.message : error);
    process.exit(1);
  },
);
