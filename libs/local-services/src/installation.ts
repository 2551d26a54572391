import { canUseCompose } from './compose.ts';
import { canInstallPackages, installPackages } from './debian-packages.ts';
import { CannotProvide } from './errors.ts';
import { findMariadb } from './mariadb.ts';
import { findMemcached } from './memcached.ts';
import type { ServiceName } from './service.ts';

interface Installation {
  readonly label: string;
  readonly find: () => string | undefined;
  /** Debian's package with the program; MariaDB's "core" is the server without a service of its own. */
  readonly debianPackages: readonly string[];
}

const installations: Readonly<Record<ServiceName, Installation>> = {
  mariadb: { label: 'MariaDB', find: findMariadb, debianPackages: ['mariadb-server-core', 'mariadb-server'] },
  memcached: { label: 'memcached', find: findMemcached, debianPackages: ['memcached'] },
};

/** How a service can be run here. */
export type Means = { readonly by: 'process'; readonly path: string } | { readonly by: 'compose' };

/**
 * Finds the service's program, or installs it, or falls back to a container.
 * @throws CannotProvide with one sentence on what to install
 */
export function meansFor(name: ServiceName, say: (line: string) => void): Means {
  const { label, find, debianPackages } = installations[name];
  const found = find() ?? install(label, debianPackages, find, say);
  if (found) return { by: 'process', path: found };
  if (canUseCompose()) return { by: 'compose' };
  throw new CannotProvide(
    `${label} is not installed: install it (Debian, Ubuntu: sudo apt-get install mariadb-server memcached; ` +
      'macOS: brew install mariadb memcached) or start Docker, then run this again.',
  );
}

/** Tries one package after the other; gives up silently where packages cannot be installed, for Docker may do. */
function install(
  label: string,
  packages: readonly string[],
  find: () => string | undefined,
  say: (line: string) => void,
): string | undefined {
  if (!canInstallPackages()) return undefined;
  let failure: unknown;
  for (const name of packages) {
    say(`Installing ${label} (apt-get install ${name})`);
    try {
      installPackages([name]);
      const found = find();
      if (found) return found;
    } catch (error) {
      failure = error;
    }
  }
  if (failure instanceof Error) say(failure.message);
  return undefined;
}
