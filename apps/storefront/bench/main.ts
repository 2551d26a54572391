import { cpus } from 'node:os';
import { join } from 'node:path';
import { readFileSync, writeFileSync } from 'node:fs';
import { CannotProvide, provideWrk, startLocalServices, workspaceRoot } from '@perfume/local-services';
import { writeAddresses, type Addresses } from './catalogue/addresses.ts';
import { openCatalogue, prepareCatalogue } from './catalogue/prepare.ts';
import { help, parseBenchArguments, UsageError, type BenchArguments } from './command/arguments.ts';
import { runLoad } from './load/wrk.ts';
import { measureBoot } from './measures/boot.ts';
import { measureFreshness } from './measures/freshness.ts';
import { measurePages } from './measures/pages.ts';
import { measureSize } from './measures/size.ts';
import { soak } from './measures/soak.ts';
import { barePages, oneAddressFile, pageRows } from './page-rows.ts';
import { reportText, type Report } from './report/report.ts';
import { startBare } from './servers/bare.ts';
import type { Server } from './servers/server.ts';
import { releaseFolder, startShop } from './servers/shop.ts';

const currency = 'USD';
/** Starts that are measured; of a catalogue that takes minutes one tells enough. */
const bootsFor = (count: number) => (count < 500_000 ? 3 : 1);
const priceChanges = 6;
/** Load beside the price changes, in seconds: longer than they take. */
const freshnessLoadSeconds = 25;

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
/** What was started, put away in the opposite order. */
const started: (() => Promise<unknown>)[] = [];
const say = (line: string) => process.stderr.write(`${line}\n`);

try {
  const wanted = parseBenchArguments(process.argv.slice(2));
  if (wanted === 'help') console.log(help);
  else await bench(wanted);
} catch (error) {
  const expected = error instanceof UsageError || error instanceof CannotProvide;
  if (!stop.signal.aborted) console.error(expected ? error.message : error);
  process.exitCode = 1;
} finally {
  for (const putAway of started.reverse()) await putAway();
}

async function bench(wanted: BenchArguments): Promise<void> {
  const { count } = wanted;
  const wrk = provideWrk(say);
  const services = await startLocalServices({ workspace: workspaceRoot, purpose: 'bench', say });
  started.push(services.release);
  const folder = join(workspaceRoot, '.perfume/bench', String(count));
  const dataDir = join(folder, 'data');
  say(`Preparing a catalogue of ${count.toLocaleString('en-US')} products`);
  const catalogue = await prepareCatalogue(services.databaseUrl, count, dataDir, stop.signal);
  const shop = (pageCache: 'on' | 'off') =>
    startShop({ ...catalogue, cacheUrl: services.cacheUrl, dataDir, pageCache, signal: stop.signal });

  const database = openCatalogue(catalogue.databaseUrl);
  started.push(() => database.close());
  const boot = wanted.soak === null && wanted.groups.includes('boot');
  const booted = boot ? await measureBoot(() => shop('on'), bootsFor(count)) : undefined;
  const cached = await keep(shop('on'));
  const addresses = await writeAddresses(database.query, join(folder, 'addresses'), totalIn(cached));
  for (const { file, first } of [addresses.home, addresses.products, addresses.categories])
    writeFileSync(oneAddressFile(file), `${first}\n`);

  if (wanted.soak !== null) {
    await soakAndTell(wrk, cached, addresses, wanted.soak);
    return;
  }
  const uncached = await keep(shop('off'));
  const before = { cached: cached.memory(), uncached: uncached.memory() };
  const report: Report = {
    at: new Date().toISOString(),
    count,
    rounds: wanted.rounds,
    seconds: wanted.seconds,
    machine: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'processor'}, Node ${process.version}`,
    commonWord: addresses.common,
    seedSeconds: catalogue.seedSeconds,
    ...(booted && { boot: booted }),
  };
  const rows = pageRows({ cached, uncached }, addresses, wanted.groups);
  if (rows.length > 0) {
    const bareFolder = join(folder, 'bare');
    const bare = await keep(startBare(cached, barePages(addresses), bareFolder, stop.signal));
    report.bareBoot = bare.openedAfterMs / 1_000;
    say('Visiting what is asked for again');
    await visit(uncached, addresses.products.file);
    const rounds = { ...wanted, bareSeconds: Math.min(2, wanted.seconds) };
    report.pages = await measurePages(wrk, rows, bare, bareAddressFile(folder), rounds, say, stop.signal);
  }
  if (wanted.groups.includes('memory') && rows.length > 0)
    report.memory = {
      cached: { before: before.cached, after: cached.memory() },
      uncached: { before: before.uncached, after: uncached.memory() },
    };
  if (wanted.groups.includes('freshness')) {
    const second = await keep(shop('on'));
    const loads = [cached, second].map(({ origin }) =>
      runLoad(
        wrk,
        {
          origin,
          addressFile: addresses.mixed.file,
          connections: 8,
          seconds: freshnessLoadSeconds,
          acceptEncoding: 'br',
          waitMs: 20,
        },
        stop.signal,
      ),
    );
    report.freshness = await measureFreshness(database, [cached, second], currency, priceChanges);
    await Promise.all(loads);
  }
  if (wanted.groups.includes('size')) report.size = measureSize(releaseFolder);
  console.log(`\n${reportText(report)}`);
  if (wanted.jsonFile !== null) writeFileSync(wanted.jsonFile, `${JSON.stringify(report, null, 2)}\n`);
}

/** Asks for each address of a list once. */
async function visit(server: Server, file: string): Promise<void> {
  for (const path of readFileSync(file, 'utf8').trimEnd().split('\n'))
    await (await fetch(server.origin + path)).arrayBuffer();
}

async function keep(starting: Promise<Server>): Promise<Server> {
  const server = await starting;
  started.push(() => server.stop());
  return server;
}

/** Asks the shop how many products it finds for a text. */
function totalIn(server: Server): (text: string) => Promise<number> {
  return async (text) => {
    const html = await (await fetch(`${server.origin}/search?q=${encodeURIComponent(text)}`)).text();
    const told = /id="results"[^>]*>([\d,]+) products?/.exec(html)?.[1];
    return Number(told?.replaceAll(',', '') ?? 0);
  };
}

/** The list of one address that a page of the bare server is asked by. */
function bareAddressFile(folder: string): (page: string) => string {
  return (page) => {
    const file = join(folder, 'addresses', `bare-${page}.txt`);
    writeFileSync(file, `/${page}\n`);
    return file;
  };
}

async function soakAndTell(
  wrk: string,
  server: Server,
  addresses: Addresses,
  minutes: number,
): Promise<void> {
  const { capacity } = await soak(
    wrk,
    server,
    addresses.mixed,
    minutes,
    (minute, { requestsPerSecond, p99, memory, failures }) =>
      console.log(
        `minute ${minute}: ${Math.round(requestsPerSecond)}/s, p99 ${p99.toFixed(1)} ms, ${Math.round(memory)} MiB, ${failures} failed`,
      ),
    stop.signal,
  );
  console.log(`Capacity for this mix was ${Math.round(capacity)}/s.`);
}
