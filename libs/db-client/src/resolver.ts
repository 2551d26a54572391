import dns from 'node:dns';
import net from 'node:net';

/** What `net.connect` asks for addresses. */
export type Lookup = net.LookupFunction;

/** One address of a name, asked anew by whoever is given it. */
export function lookupBy(resolve: (hostname: string) => Promise<string>): Lookup {
  return (hostname, options, done) => {
    resolve(hostname).then(
      (address) => {
        const family = net.isIP(address);
        if (options.all) done(null, [{ address, family }]);
        else done(null, address, family);
      },
      (error: unknown) => done(error as NodeJS.ErrnoException, ''),
    );
  };
}

type Addresses = Promise<readonly dns.LookupAddress[]>;

/**
 * The system's resolver, which nothing is kept of: each answer was asked for after its caller asked. At most one question is
 * under way, the next one is shared by all who came meanwhile: the resolver works on the threads that also compress and
 * read files, and a name server that hangs must not take them all.
 */
export function systemLookup(ask: (hostname: string) => Addresses = askSystem): Lookup {
  const lines = new Map<string, { running: Addresses | undefined; next: Addresses | undefined }>();

  function addresses(hostname: string): Addresses {
    const line = lines.get(hostname) ?? { running: undefined, next: undefined };
    lines.set(hostname, line);
    const begin = (): Addresses => {
      line.next = undefined;
      const mine = ask(hostname).finally(() => {
        if (line.running === mine) line.running = undefined;
      });
      line.running = mine;
      return mine;
    };
    if (!line.running) return begin();
    line.next ??= line.running.then(begin, begin);
    return line.next;
  }

  return (hostname, options, done) => {
    addresses(hostname).then(
      (found) => {
        const [first] = found;
        if (!first) done(Object.assign(new Error('The name has no address.'), { code: 'ENOTFOUND' }), '');
        else if (options.all) done(null, [...found]);
        else done(null, first.address, first.family);
      },
      (error: unknown) => done(error as NodeJS.ErrnoException, ''),
    );
  };
}

const askSystem = (hostname: string): Addresses => dns.promises.lookup(hostname, { all: true });
