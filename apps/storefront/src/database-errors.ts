import { CommitOutcomeUnknown, DatabaseUnavailable } from '@perfume/db-client';
import { Unavailable, type HttpError } from './web/index.ts';

/** What a shopper is told when the database is away: that it passes, and that nothing is lost. */
export function translateDatabaseErrors(error: unknown): HttpError | undefined {
  if (error instanceof DatabaseUnavailable || error instanceof CommitOutcomeUnknown)
    return new Unavailable(undefined, { cause: error });
  return undefined;
}
