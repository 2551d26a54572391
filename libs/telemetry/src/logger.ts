import { pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';
import { errorForLog } from './error-for-log.ts';
import { redactLine } from './redact.ts';
import { currentRequestId } from './request-context.ts';

export type { Logger } from 'pino';

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';

export interface LoggerOptions {
  readonly level: LogLevel;
  /** The program that writes; in every line. */
  readonly service: string;
  /** What else stands in every line, such as the release and the instance. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Default: the standard output, written at once, so that nothing is lost when the process ends. */
  readonly destination?: DestinationStream;
}

/**
 * A log of one JSON line per event, with UTC times, the request that it belongs to, and without personal data: each line
 * is redacted as a whole right before it is written, so no field, message, child logger or error can get around that.
 * Something that has a name is logged under the word for what it is (`task`, `provider`): `name` is taken for a person's.
 */
export function createLogger({ level, service, fields, destination }: LoggerOptions): Logger {
  const options = {
    level,
    base: { service, ...fields },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: errorForLog },
    mixin: () => {
      const requestId = currentRequestId();
      return requestId === undefined ? {} : { requestId };
    },
    hooks: { streamWrite: redactLine },
  };
  return destination ? pino(options, destination) : pino(options);
}
