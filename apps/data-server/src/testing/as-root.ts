import { describe } from 'vitest';
import { findProgram } from './programs.ts';

/**
 * Tests that need root on Linux and these programs: they are said to be left out, with the reason, where one is missing.
 */
export function describeOnServer(name: string, programs: readonly string[], tests: () => void): void {
  const missing = programs.filter((program) => findProgram(program) === undefined);
  const reasons = [
    ...(process.platform === 'linux' ? [] : ['this is not Linux']),
    ...(process.getuid?.() === 0 ? [] : ['this is not root']),
    ...(missing.length > 0 ? [`${missing.join(', ')} is not installed`] : []),
  ];
  if (reasons.length === 0) {
    describe(name, tests);
    return;
  }
  process.stderr.write(`\nSKIPPED: ${name}: ${reasons.join('; ')}.\n`);
  describe.skip(`${name} (skipped: ${reasons.join('; ')})`, tests);
}
