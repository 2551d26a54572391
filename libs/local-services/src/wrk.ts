import { canInstallPackages, installPackages } from './debian-packages.ts';
import { CannotProvide } from './errors.ts';
import { findProgram } from './programs.ts';

/**
 * The path of wrk, the load generator of the benchmarks: an installed one, else Debian's package.
 * @throws CannotProvide with what to do
 */
export function provideWrk(say: (line: string) => void = () => undefined): string {
  const found = findProgram('wrk');
  if (found) return found;
  if (canInstallPackages()) {
    say('Installing wrk, which makes the load (apt-get install wrk)');
    installPackages(['wrk']);
    const installed = findProgram('wrk');
    if (installed) return installed;
  }
  throw new CannotProvide(
    'wrk is not installed: install it (Debian, Ubuntu: sudo apt-get install wrk; macOS: brew install wrk), ' +
      'then run this again.',
  );
}
