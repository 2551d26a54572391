import { describe } from 'vitest';

/** Why a test of the real topology cannot run here; undefined where it can. */
export const reasonToSkip: string | undefined =
  process.platform !== 'linux'
    ? 'this is not Linux'
    : process.getuid?.() !== 0
      ? 'this is not root'
      : undefined;

/** Like describe(), for what needs network namespaces; says loudly when it is skipped. */
export function describeAsRoot(name: string, tests: () => void): void {
  if (reasonToSkip) {
    process.stderr.write(`\n*** SKIPPED, because ${reasonToSkip}: ${name}. Run it as root on Linux. ***\n\n`);
    describe.skip(name, tests);
  } else {
    describe(name, tests);
  }
}
