import { assumptions } from './trade/assumptions.ts';
import { keptPart, measuredProcess } from './trade/capacity.ts';
import { surplusProcessor, instancePrice, yearlyPromise } from './prices/instances.ts';
import { auroraClass, cacheNode, managedPrices } from './prices/managed.ts';
import { pricedRegion, pricesReadOn, type Price } from './prices/price.ts';
import { internetOut, servicePrices } from './prices/services.ts';
import { sources, type Source, type SourceName } from './prices/sources.ts';
import { freeResources } from './resources/free-resources.ts';

const examples = [
  't4g.nano',
  't4g.micro',
  't4g.small',
  't4g.medium',
  'c7g.large',
  'c7g.xlarge',
  'r7g.large',
  'r7g.2xlarge',
];

interface PricedRow extends Pick<Price, 'usd' | 'per' | 'source'> {
  readonly what: string;
  readonly where?: string | undefined;
}

/** Every price with where it was read, as a table in Markdown. */
export function priceRows(): PricedRow[] {
  const named = (prices: Readonly<Record<string, Price>>) =>
    Object.entries(prices).map(([what, price]) => ({ what: words(what), ...price }));
  return [
    ...examples.map((type) => ({ what: type, ...instancePrice(type) })),
    { what: 'a processor above what t4g includes', ...surplusProcessor },
    {
      what: 'instances promised for a year',
      usd: -yearlyPromise.saves,
      per: 'part of the price',
      source: yearlyPromise.source,
      where: yearlyPromise.where,
    },
    ...named(servicePrices),
    ...internetOut.map(({ gigabytes, usd, source, where }) => ({
      what: `to the internet, ${Number.isFinite(gigabytes) ? `up to ${gigabytes.toLocaleString('en-US')} GB` : 'all beyond'}`,
      usd,
      per: 'GB',
      source,
      where,
    })),
    ...['t4g.medium', 'r7g.large', 'r7g.2xlarge'].map((type) => {
      const { name, price } = auroraClass(type);
      return { what: `Aurora ${name}`, ...price };
    }),
    ...[0.5, 3, 13].map((gibibytes) => {
      const { name, price } = cacheNode(gibibytes);
      return { what: `ElastiCache ${name}`, ...price };
    }),
    ...named(managedPrices),
  ];
}

/** The page docs/reference/cost.md: prices and sources, what is taken for granted, what is free. */
export function renderCostPage(): string {
  return `# What the cost command goes by

\`npx nx cost infra\` counts what the templates of the three examples make and puts these prices to it; \`-- --config FILE\` does
it for a shop of yours, \`--orders-per-day N\` for its trade, \`--json\` for programs. All prices are list prices of ${pricedRegion} in
USD, without tax, on demand, read on ${pricesReadOn}. Amazon's own pages could not be reached from where the table was made: prices
come from stored copies of them, from tables that tools made of its price list, and where there was neither, the row says so.
Check what matters before you rely on it: https://calculator.aws.

## Prices

| What | USD | per | Read at |
| --- | ---: | --- | --- |
${priceRows()
  .map(
    ({ what, usd, per, source, where }) =>
      `| ${what} | ${decimal(usd)} | ${per} | ${sourceCell(source, where)} |`,
  )
  .join('\n')}

Further Graviton types are in \`apps/infra/src/cost/prices/instances.ts\`, from the same source.

## Sources

| Name | What it is | As of | Kind |
| --- | --- | --- | --- |
${Object.entries(sources)
  .map(
    ([name, source]: [string, Source]) =>
      `| ${name} | [${source.title}](${link(source.address)}) | ${source.asOf ?? 'not dated'} | ${source.kind} |`,
  )
  .join('\n')}

## Taken for granted

| What | Figure | Why |
| --- | ---: | --- |
${Object.entries(assumptions)
  .map(([name, { value, unit, why }]) => `| ${words(name)} | ${value} ${unit} | ${why} |`)
  .join('\n')}

One process of the shop is taken to answer ${measuredProcess.keptPagesPerSecond.toLocaleString('en-US')} views a second from kept pages and to make
${measuredProcess.madePagesPerSecond} a second, ${Math.round(keptPart * 100)} of 100 being kept: below what [performance.md](performance.md) measured on a machine that was busy with
other work. Graviton was not measured.

## What costs nothing

| Resource | Why |
| --- | --- |
${Object.entries(freeResources)
  .map(([type, why]) => `| \`${type}\` | ${why} |`)
  .join('\n')}
`;
}

const sourceCell = (source: SourceName, where?: string) =>
  [sources[source].kind === 'unconfirmed' ? '**from general knowledge, check**' : source, where]
    .filter(Boolean)
    .join(': ');

/** 0.0000006 instead of 6e-7 */
const decimal = (usd: number) => usd.toLocaleString('en-US', { maximumFractionDigits: 9 });

const link = (address: string) => (address.startsWith('https://') ? address : 'https://github.com/search');

/** loadBalancerCapacity → load balancer capacity */
const words = (name: string) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
