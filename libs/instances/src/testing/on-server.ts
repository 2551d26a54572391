import { describe, it } from 'vitest';
import { provideProgram } from './programs.ts';

/**
 * Tests that need root on Linux and these programs, which are installed where they may be. Where one is missing, it is said
 * loudly that they were left out, and why.
 */
export function describeOnServer(name: string, programs: readonly string[], tests: () => void): void {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const missing = isRoot ? programs.filter((program) => provideProgram(program) === undefined) : [];
  const reasons = [
    ...(isRoot ? [] : ['this is not root on Linux']),
    ...(missing.length > 0 ? [`${missing.join(', ')} is not installed`] : []),
  ];
  if (reasons.length === 0) {
    describe(name, tests);
    return;
  }
  process.stderr.write(`\nSKIPPED: ${name}: ${reasons.join('; ')}.\n`);
  describe.skip(`${name} (skipped: ${reasons.join('; ')})`, tests);
}

/** One test that needs a program; it is given its path. */
export function itWith(program: string, name: string, test: (path: string) => Promise<void> | void): void {
  const path = provideProgram(program);
  if (path === undefined) process.stderr.write(`\nSKIPPED: ${name}: ${program} is not installed.\n`);
  it.skipIf(path === undefined)(name, () => test(path!), 180_000);
}
