import dns from 'node:dns';
import type Memcached from 'memcached';
import { Breaker, type BreakerState } from '@perfume/circuit-breaker';
import { GuardedClient, type Answer, type Done } from './guarded-client.ts';
import { counterKey, everythingKey, instanceKey, newVersion } from './keys.ts';

export type CacheEvent =
  | { readonly type: 'cache-lost'; readonly reason: string }
  | { readonly type: 'cache-back' }
  /** The name leads to another memcached: what that one holds is not used, for it missed changes. */
  | { readonly type: 'cache-changed' };

export interface SharedTierOptions {
  /** The endpoint's name and port. */
  readonly host: string;
  readonly port: number;
  /** The longest wait for any call, in ms. Default 100. */
  readonly deadlineMs?: number;
  /** The endpoint's address now. Default: the system's resolver, nothing kept. */
  readonly resolve?: (hostname: string) => Promise<string>;
  readonly onEvent?: (event: CacheEvent) => void;
  readonly random?: () => number;
}

/** The pause between two looks at a server that is away, in ms. */
const probeEveryMs = 250;
/** How often a name in use is looked up, in ms: a former holder of the endpoint may go on answering. */
const resolveEveryMs = 2_000;
/** Changes owed to a server that is away; beyond this many, all that it holds is given up. */
const mostOwed = 1_000;

/**
 * memcached through the endpoint. No call of it waits longer than its deadline or rejects: the answer is undefined when the
 * server cannot be asked. At the first trouble the client is thrown away and the breaker opens; it looks at once, and then
 * four times a second, whether a new client finds the server, so that no request ever does.
 *
 * What must not be missed (`renew`, `drop`) is owed to a server that is away and delivered before it is used again.
 */
export class SharedTier {
  readonly deadlineMs: number;
  readonly #options: SharedTierOptions;
  readonly #breaker: Breaker;
  readonly #owed = new Map<string, 'renew' | 'drop'>();
  #client: GuardedClient | undefined;
  #connecting: Promise<GuardedClient | undefined> | undefined;
  #address: string | undefined;
  #resolvedAt = 0;
  #instance: string | undefined;
  #closed = false;
  failures = 0;
  /** How many clients of the package were made. */
  clients = 0;

  constructor(options: SharedTierOptions) {
    this.#options = options;
    this.deadlineMs = options.deadlineMs ?? 100;
    this.#breaker = new Breaker({
      failures: 1,
      retryAfterMs: probeEveryMs,
      probeTimeoutMs: this.deadlineMs * 5,
      probe: async () => {
        this.#client = await this.#connect();
      },
      ...(options.random && { random: options.random }),
      onChange: (change) =>
        options.onEvent?.(
          change.to === 'open' ? { type: 'cache-lost', reason: change.reason } : { type: 'cache-back' },
        ),
    });
  }

  get breakerState(): BreakerState {
    return this.#breaker.state;
  }

  get owed(): number {
    return this.#owed.size;
  }

  /** The texts that are there, by key. */
  getMany(
    keys: readonly string[],
    deadlineMs = this.deadlineMs,
  ): Promise<Answer<Readonly<Record<string, unknown>>>> {
    return this.call(deadlineMs, (client, done: Done<Readonly<Record<string, unknown>>>) =>
      client.getMulti([...keys], done),
    );
  }

  set(key: string, text: string, ttl: number, deadlineMs = this.deadlineMs): Promise<Answer<boolean>> {
    return this.call(deadlineMs, (client, done: Done<boolean>) => client.set(key, text, ttl, done));
  }

  /** Stores only what is not there; false when it is. */
  add(
    key: string,
    value: string | number,
    ttl: number,
    deadlineMs = this.deadlineMs,
  ): Promise<Answer<boolean>> {
    return this.call(deadlineMs, (client, done: Done<boolean>) => add(client, key, value, ttl, done));
  }

  /** The counter after adding one; false when there is none. */
  increment(key: string, deadlineMs = this.deadlineMs): Promise<Answer<number | boolean>> {
    return this.call(deadlineMs, (client, done: Done<number | boolean>) => client.incr(key, 1, done));
  }

  /** Gives each of these version keys a new version, now or before the server is used again. */
  async renew(keys: readonly string[]): Promise<void> {
    await this.#deliver(new Map(keys.map((key) => [key, 'renew'])));
  }

  /** Removes a key, now or before the server is used again. */
  async drop(key: string): Promise<void> {
    await this.#deliver(new Map([[key, 'drop']]));
  }

  close(): void {
    this.#closed = true;
    this.#breaker.end();
    this.#client?.discard();
    this.#client = undefined;
  }

  async #deliver(changes: ReadonlyMap<string, 'renew' | 'drop'>): Promise<void> {
    const delivered = await this.#within(this.deadlineMs, (client, left) => give(client, changes, left));
    if (delivered === true || this.#closed) return;
    for (const change of changes) this.#owed.set(...change);
    if (this.#owed.size > mostOwed) {
      this.#owed.clear();
      this.#owed.set(everythingKey, 'renew');
    }
    // It came back while this was being noted: nobody else would deliver it.
    if (this.#breaker.isClosed && this.#client) await this.#payOwed(this.#client);
  }

  async #payOwed(client: GuardedClient): Promise<boolean> {
    const owed = new Map(this.#owed);
    if (owed.size === 0) return true;
    if ((await give(client, owed, this.deadlineMs)) !== true) return false;
    for (const [key, what] of owed) if (this.#owed.get(key) === what) this.#owed.delete(key);
    return true;
  }

  /** One command within the deadline, the way to a first client included. */
  call<Result>(
    deadlineMs: number,
    run: (client: Memcached, done: Done<Result>) => void,
  ): Promise<Answer<Result>> {
    return this.#within(deadlineMs, (client, left) => client.call(left, run));
  }

  async #within<Result>(
    deadlineMs: number,
    run: (client: GuardedClient, left: number) => Promise<Result | undefined>,
  ): Promise<Result | undefined> {
    if (this.#closed || !this.#breaker.isClosed) return undefined;
    this.#lookWhetherMoved();
    const startedAt = performance.now();
    const client = this.#client ?? (await this.#firstClient(deadlineMs));
    return client && run(client, deadlineMs - (performance.now() - startedAt));
  }

  /** The client that all callers of the first moment wait for, each as long as its deadline allows. */
  async #firstClient(deadlineMs: number): Promise<GuardedClient | undefined> {
    this.#connecting ??= this.#connect().then(
      (client) => {
        this.#connecting = undefined;
        this.#client = client;
        return client;
      },
      (error: unknown) => {
        this.#connecting = undefined;
        this.#lost(error instanceof Error ? error.message : 'error');
        return undefined;
      },
    );
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), deadlineMs);
    });
    const client = await Promise.race([this.#connecting, deadline]);
    clearTimeout(timer);
    return client;
  }

  /** @throws when the server does not answer as it should within the deadline */
  async #connect(): Promise<GuardedClient> {
    const { host, port, resolve = askSystem } = this.#options;
    const address = await within(this.deadlineMs, resolve(host));
    this.#resolvedAt = performance.now();
    this.clients += 1;
    const client = new GuardedClient(`${address}:${port}`, (reason) => {
      if (this.#client === client) this.#lost(reason);
    });
    try {
      await this.#greet(client);
    } catch (error) {
      client.discard();
      throw error;
    }
    if (this.#closed) client.discard();
    this.#address = address;
    return client;
  }

  /** Learns which server this is. One that is not the one before has missed changes: what it holds is given up. */
  async #greet(client: GuardedClient): Promise<void> {
    const known = await ensure(client, [instanceKey, everythingKey, counterKey], this.deadlineMs);
    const instance = known?.[instanceKey];
    if (instance === undefined) throw new Error('no answer to the first question');
    if (this.#instance !== undefined && this.#instance !== instance) {
      this.#owed.set(everythingKey, 'renew');
      this.#options.onEvent?.({ type: 'cache-changed' });
    }
    if (!(await this.#payOwed(client))) throw new Error('no answer to the first change');
    this.#instance = instance;
  }

  #lost(reason: string): void {
    this.failures += 1;
    this.#client = undefined;
    this.#breaker.failed(reason);
  }

  /** Now and then, beside the requests: whether the name leads elsewhere. */
  #lookWhetherMoved(): void {
    const client = this.#client;
    if (!client || performance.now() - this.#resolvedAt < resolveEveryMs) return;
    this.#resolvedAt = performance.now();
    const { host, resolve = askSystem } = this.#options;
    resolve(host).then(
      (address) => {
        if (address === this.#address || this.#client !== client) return;
        this.#lost('the endpoint has moved');
        client.discard();
      },
      // A name server that is away is no reason to leave a memcached that answers.
      () => undefined,
    );
  }
}

/** The versions under these keys, made where there are none. */
export async function ensure(
  tier: Pick<GuardedClient, 'call'>,
  keys: readonly string[],
  deadlineMs: number,
): Promise<Readonly<Record<string, string>> | undefined> {
  const startedAt = performance.now();
  const left = () => deadlineMs - (performance.now() - startedAt);
  const read = () =>
    tier.call(left(), (client, done: Done<Readonly<Record<string, unknown>>>) =>
      client.getMulti([...keys], done),
    );
  const found = await read();
  if (!found) return undefined;
  const missing = keys.filter((key) => found.value[key] === undefined);
  if (missing.length === 0) return texts(found.value, keys);
  await Promise.all(
    missing.map((key) =>
      tier.call(left(), (client, done: Done<boolean>) => add(client, key, firstVersion(key), 0, done)),
    ),
  );
  const now = await read();
  return now && texts(now.value, keys);
}

/** A counter that was evicted begins anew beyond all its former values. */
const firstVersion = (key: string) => (key === counterKey ? Date.now() : newVersion());

function texts(values: Readonly<Record<string, unknown>>, keys: readonly string[]) {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = values[key];
      return typeof value === 'string' || typeof value === 'number' ? [[key, String(value)]] : [];
    }),
  );
}

/** Carries changes to the server: first the counter, then what is to change, so that who sees none of the one sees none of the other. */
async function give(
  client: GuardedClient,
  changes: ReadonlyMap<string, 'renew' | 'drop'>,
  deadlineMs: number,
): Promise<true | undefined> {
  const startedAt = performance.now();
  const left = () => deadlineMs - (performance.now() - startedAt);
  const entries = [...changes];
  if (entries.some(([, what]) => what === 'renew')) {
    const counted = await client.call(left(), (inside, done: Done<number | boolean>) =>
      inside.incr(counterKey, 1, done),
    );
    if (!counted) return undefined;
  }
  const answers = await Promise.all(
    entries.map(([key, what]) =>
      client.call(left(), (inside, done: Done<boolean>) =>
        what === 'drop' ? inside.del(key, done) : inside.set(key, newVersion(), 0, done),
      ),
    ),
  );
  return answers.every(Boolean) ? true : undefined;
}

/** The package tells "is there already" as an error. */
function add(client: Memcached, key: string, value: string | number, ttl: number, done: Done<boolean>): void {
  client.add(key, value, ttl, (error: unknown, result: boolean) => {
    const isThere = error instanceof Error && /not stored/i.test(error.message);
    done(isThere ? undefined : error, !isThere && result);
  });
}

const askSystem = async (hostname: string) => (await dns.promises.lookup(hostname)).address;

/** @throws when the promise has not settled in time */
async function within<Value>(ms: number, promise: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the name was not resolved in time')), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
