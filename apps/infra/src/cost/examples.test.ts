import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it, beforeAll } from 'vitest';
import { loadShopConfig } from '../config/index.ts';
import { estimate, type Estimate } from './estimate.ts';
import { printEstimate } from './print-estimate.ts';
import { pricesReadOn } from './prices/price.ts';
import type { TemplateResource } from './resources/cost-line.ts';
import { freeResources } from './resources/free-resources.ts';
import { pricedResources } from './resources/priced-resources.ts';
import { synthesizeResources } from './resources/synthesize.ts';
import { ordersPerDayOfExamples } from './trade/usage.ts';

const readme = readFileSync(resolve(import.meta.dirname, '../../../../README.md'), 'utf8');

type Example = keyof typeof ordersPerDayOfExamples;
const examples = Object.keys(ordersPerDayOfExamples) as Example[];

const resources = new Map<Example, TemplateResource[]>();
const estimates = new Map<Example, Estimate>();

beforeAll(async () => {
  for (const name of examples) {
    const config = await loadShopConfig(`config/${name}.ts`);
    const made = synthesizeResources(config);
    resources.set(name, made);
    estimates.set(name, estimate({ config, ordersPerDay: ordersPerDayOfExamples[name], resources: made }));
  }
}, 180_000);

describe.each(examples)('the %s example', (name) => {
  it('makes nothing that is neither priced nor known to be free', () => {
    const types = new Set(resources.get(name)!.map(({ type }) => type));
    expect([...types].filter((type) => !(type in pricedResources) && !(type in freeResources))).toEqual([]);
  });

  it('has a row for each kind of resource that costs something', () => {
    const { lines } = estimates.get(name)!;
    const groups = new Set(lines.map(({ group }) => group));
    expect([...groups]).toEqual(
      expect.arrayContaining([
        'App servers',
        'Database and cache',
        'Load balancer',
        'Watching',
        'Secrets and names',
      ]),
    );
    expect(lines.find(({ what }) => what === 'App servers: public addresses')?.quantity).toBe(
      estimates.get(name)!.usage.appServers,
    );
  });

  it('prints sums that its rows add up to', () => {
    const one = estimates.get(name)!;
    const printed = printEstimate(one, name);
    expect(printed).toContain(one.monthly.toFixed(2));
    expect(one.lines.reduce((total, { monthly }) => total + monthly, 0)).toBeCloseTo(one.monthly);
  });
});

describe('the lists of resources', () => {
  it('call nothing both priced and free', () => {
    expect(Object.keys(pricedResources).filter((type) => type in freeResources)).toEqual([]);
  });
  it('hold nothing that no example makes', () => {
    const made = new Set(examples.flatMap((name) => resources.get(name)!.map(({ type }) => type)));
    const listed = [...Object.keys(pricedResources), ...Object.keys(freeResources)];
    expect(listed.filter((type) => !made.has(type))).toEqual([]);
  });
});

describe('README.md', () => {
  /** To five dollars: a metric more is no reason to change the page. */
  const rounded = (monthly: number) => String(5 * Math.round(monthly / 5));

  it('says what the small example costs and of when that is', () => {
    const { monthly, managed } = estimates.get('small')!;
    const says = /costs about \*\*(\d+) USD a month\*\*\s.*?(\d+) USD.*?\((\d{4}-\d\d-\d\d)/s.exec(readme);
    expect(says?.slice(1)).toEqual([rounded(monthly), rounded(managed.monthly), pricesReadOn]);
  });
});
