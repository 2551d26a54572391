import { parseArgs } from 'node:util';
import { loadShopConfig, ShopConfigError } from '../config/index.ts';
import { estimate, type Estimate } from '../cost/estimate.ts';
import { printEstimate } from '../cost/print-estimate.ts';
import { PriceMissing } from '../cost/prices/instances.ts';
import { pricedRegion, pricesReadOn } from '../cost/prices/price.ts';
import { ordersPerDayOfExamples } from '../cost/trade/usage.ts';

const usage = `Usage: nx cost infra [-- OPTIONS]

  --config FILE         a shop's settings, from apps/infra; default: the three examples of apps/infra/config
  --orders-per-day N    what it sells; default: ${ordersPerDayOfExamples.small}, ${ordersPerDayOfExamples.medium} and ${ordersPerDayOfExamples.large} for the examples, else ${ordersPerDayOfExamples.small}
  --json                for programs

Prices, their sources and what is taken for granted: docs/reference/cost.md`;

/** nx cost infra */
try {
  const { values } = parseArgs({
    // Nx hands the two dashes on that separate its own options from these.
    args: process.argv.slice(2).filter((arg) => arg !== '--'),
    options: {
      config: { type: 'string' },
      'orders-per-day': { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) console.log(usage);
  else await printCosts(values.config, values['orders-per-day'], values.json === true);
} catch (error) {
  if (!(error instanceof Error)) throw error;
  const known = error instanceof ShopConfigError || error instanceof PriceMissing || isUsage(error);
  if (!known) throw error;
  console.error(isUsage(error) ? `${error.message}\n\n${usage}` : error.message);
  process.exitCode = 1;
}

async function printCosts(
  file: string | undefined,
  orders: string | undefined,
  json: boolean,
): Promise<void> {
  const wanted = orders === undefined ? undefined : positive(orders);
  const shops = file
    ? [{ title: file, file, ordersPerDay: wanted ?? ordersPerDayOfExamples.small }]
    : Object.entries(ordersPerDayOfExamples).map(([title, ordersPerDay]) => ({
        title: `The ${title} example`,
        file: `config/${title}.ts`,
        ordersPerDay: wanted ?? ordersPerDay,
      }));
  // It takes seconds to load; whoever mistyped an option need not wait for it.
  const { synthesizeResources } = await import('../cost/resources/synthesize.ts');
  const estimates: { title: string; of: Estimate }[] = [];
  for (const shop of shops) {
    const config = await loadShopConfig(shop.file);
    const resources = synthesizeResources(config);
    estimates.push({
      title: shop.title,
      of: estimate({ config, ordersPerDay: shop.ordersPerDay, resources }),
    });
  }
  if (json) {
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

function positive(text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new RangeError(`--orders-per-day is "${text}"; it must be a number above zero.`);
}

function isUsage(error: Error): boolean {
  return error instanceof RangeError || ('code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
}
