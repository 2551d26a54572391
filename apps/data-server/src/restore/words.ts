import { parseArgs } from 'node:util';
import { UserError } from '../system/patience.ts';

/** What a person says to `data-server restore`. */
export interface RestoreWords {
  /** Undefined for everything that is stored. */
  readonly until: Date | undefined;
  readonly peerIsLost: boolean;
}

/**
 * Reads the words after `restore`. A word that is not understood ends it: taken for nothing it would restore what was to be
 * left out.
 * @throws UserError that names the right form
 */
export function readRestoreWords(words: readonly string[]): RestoreWords {
  const { until, 'peer-is-lost': peerIsLost = false } = parse(words);
  return { until: until === undefined ? undefined : readMoment(until), peerIsLost };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: { until: { type: 'string' }, 'peer-is-lost': { type: 'boolean' } },
    }).values;
  } catch {
    throw new UserError(
      `"${words.join(' ')}" is not understood, and nothing was done. The form is: data-server restore [--until 2026-11-24T12:00:00Z] [--peer-is-lost]`,
    );
  }
}

/** @throws UserError when it is no moment, or has no zone */
function readMoment(text: string): Date {
  const moment = new Date(text);
  if (!/T.*(Z|[+-]\d\d:\d\d)$/.test(text) || Number.isNaN(moment.getTime()))
    throw new UserError(
      `--until is "${text}"; it must be a moment with its zone, such as 2026-11-24T12:00:00Z.`,
    );
  return moment;
}
