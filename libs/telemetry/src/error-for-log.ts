/** An error as the log has it. */
export interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  /** The frames alone: the lines above them repeat the message. */
  readonly stack: string;
  readonly cause?: LoggedError;
}

/** Causes beyond this depth are left out. */
const deepestCause = 4;

/**
 * What the log says of an error: its type, code, message and frames, and its causes. An error of the database driver
 * repeats values that were sent, and so addresses of shoppers: of such a one only the code is said.
 */
export function errorForLog(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an error', stack: '' };
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  const fromDriver = 'sqlState' in error || 'sqlMessage' in error;
  return {
    type: error.name,
    message: fromDriver ? 'the database refused the statement' : error.message,
    ...(typeof code === 'string' && { code }),
    stack: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n'),
    ...(cause !== undefined && depth < deepestCause && { cause: errorForLog(cause, depth + 1) }),
  };
}
