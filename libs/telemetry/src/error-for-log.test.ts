import { pino, stdSerializers } from 'pino';
import { describe, expect, it } from 'vitest';
import { errorForLog } from './error-for-log.ts';

function lineOf(error: unknown): string {
  let line = '';
  const logger = pino({ serializers: { err: errorForLog } }, { write: (text: string) => (line = text) });
  logger.error({ err: error }, 'failed');
  return line;
}

const driverError = Object.assign(new Error("Duplicate entry 'ada@example.com' for key 'x'"), {
  code: 'ER_DUP_ENTRY',
  errno: 1062,
  sqlState: '23000',
  sqlMessage: "Duplicate entry 'ada@example.com' for key 'x'",
  sql: "insert into x values ('ada@example.com')",
});

describe('an error in the log', () => {
  it('has its code and where it was thrown', () => {
    expect(lineOf(driverError)).toMatch(/ER_DUP_ENTRY.*error-for-log\.test\.ts/);
    expect(lineOf(new Error('plain'))).toContain('plain');
  });

  it('never shows the statement or its values, also not as the cause of another', () => {
    const around = new Error('could not save', { cause: new Error('deeper', { cause: driverError }) });
    // Proves that the values would show without it.
    expect(JSON.stringify(stdSerializers.err(around))).toContain('ada@example.com');
    expect(lineOf(driverError)).not.toContain('ada@example.com');
    expect(lineOf(around)).not.toContain('ada@example.com');
    expect(lineOf(around)).toMatch(/could not save.*deeper.*ER_DUP_ENTRY/);
  });
});
