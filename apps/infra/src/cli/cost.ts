import { loadShopConfig, ShopConfigError } from '../config/index.ts';
import { estimate, type Estimate } from '../cost/estimate.ts';
import { printEstimate } from '../cost/print-estimate.ts';
import { PriceMissing } from '../cost/prices/instances.ts';
import { pricedRegion, pricesReadOn } from '../cost/prices/price.ts';
import { ordersPerDayOfExamples } from '../cost/trade/usage.ts';
import { readOptions } from './read-options.ts';

const { small, medium, large } = ordersPerDayOfExamples;

const usage = `Usage: nx cost infra [-- OPTIONS]

Prints what a shop costs in a month, by resource, and what it would cost on managed services. It needs no account and no
network.

  --config FILE         a shop's settings, from apps/infra; default: the three examples of apps/infra/config
  --orders-per-day N    what it sells; default: ${small}, ${medium} and ${large} for the examples, else ${small}
  --json                for programs

Prices, their sources and what is taken for granted: docs/reference/cost.md`;

/** nx cost infra */
try {
  const args = process.argv.slice(2);
  if (args.includes('--help')) console.log(usage);
  else await printCosts(args);
} catch (error) {
  if (!(error instanceof ShopConfigError || error instanceof PriceMissing)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function printCosts(args: readonly string[]): Promise<void> {
  const values = readOptions(
    args,
    { config: { type: 'string' }, 'orders-per-day': { type: 'string' }, json: { type: 'boolean' } },
    usage,
  );
  const shops = wantedShops(values.config, values['orders-per-day']);
  const estimates: { readonly title: string; readonly of: Estimate }[] = [];
  for (const { title, file, ordersPerDay } of shops) {
    const config = await loadShopConfig(file);
    // It takes seconds to load; whoever mistyped an option need not wait for it.
    const { synthesizeResources } = await import('../cost/resources/synthesize.ts');
    const resources = synthesizeResources(config);
    estimates.push({ title, of: estimate({ config, ordersPerDay, resources }) });
  }
  if (values.json === true) {
    const shown = estimates.map(({ of: { config, ...rest } }) => ({
      shop: config.name,
      region: config.region,
      ...rest,
    }));
    console.log(JSON.stringify({ pricedRegion, pricesReadOn, shops: shown }, null, 2));
    return;
  }
  console.log(estimates.map(({ title, of }) => printEstimate(of, title)).join('\n\n\n'));
  console.log('\nPrices, their sources and what is taken for granted: docs/reference/cost.md');
}

function wantedShops(file: string | undefined, orders: string | undefined) {
  const wanted = orders === undefined ? undefined : Number(orders);
  if (wanted !== undefined && !(Number.isFinite(wanted) && wanted > 0)) {
    throw new ShopConfigError(`--orders-per-day is "${orders!}"; it must be a number above zero.`);
  }
  if (file !== undefined) return [{ title: file, file, ordersPerDay: wanted ?? small }];
  return Object.entries(ordersPerDayOfExamples).map(([name, ordersPerDay]) => ({
    title: `The ${name} example`,
    file: `config/${name}.ts`,
    ordersPerDay: wanted ?? ordersPerDay,
  }));
}
