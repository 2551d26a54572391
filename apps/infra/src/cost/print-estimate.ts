import { isUnconfirmed, type SourceName } from './prices/sources.ts';
import { yearlyPromise } from './prices/instances.ts';
import { pricedRegion, pricesReadOn } from './prices/price.ts';
import type { Estimate } from './estimate.ts';
import { costGroups, sum, type CostLine } from './resources/cost-line.ts';

/** Columns before the sums. */
const width = 92;

/** An estimate as people read it: rows by what they are for, the managed shop beside it, costs by what is sold. */
export function printEstimate(estimate: Estimate, title: string): string {
  const { config, usage, ordersPerDay, managed } = estimate;
  return [
    `${title}: ${config.name}, ${number(ordersPerDay)} orders a day, ${millions(usage.views)} million views of pages a month, ${usage.appServers} app servers`,
    `USD a month, list prices of ${pricedRegion} read on ${pricesReadOn}, on demand, without tax`,
    '',
    ...costGroups.flatMap((group) => groupRows(group, estimate.lines)),
    row('', 'Together', estimate.monthly),
    '',
    'Beside it, the same shop on Aurora MySQL, ElastiCache and NAT gateways:',
    `  ${''.padEnd(30)}${'as it is'.padStart(11)}${'managed'.padStart(11)}`,
    ...costGroups.map((group) =>
      compare(group, ofGroup(estimate.lines, group), ofGroup(managed.lines, group)),
    ),
    compare('Together', estimate.monthly, managed.monthly),
    '',
    `A million views of pages cost ${usd(estimate.perMillionViews)}, a thousand orders ${usd(estimate.perThousandOrders)}, all of the above divided by them.`,
    `A further million views cost ${usd(estimate.furtherMillionViews)}, a further thousand orders ${usd(estimate.furtherThousandOrders)}, views included: an app server`,
    `is taken to serve ${number(Math.round(usage.capacity.viewsPerSecond))} views a second at its CPU target (docs/reference/performance.md, the slow case).`,
    `A further app server costs ${usd(estimate.furtherAppServer)}; the settings allow ${config.app.maximum}.`,
    `Instances that are promised for a year cost about ${Math.round(yearlyPromise.saves * 100)} % less: ${usd(estimate.yearlyPromiseSaves)} of the sum.`,
    ...notes(estimate),
  ].join('\n');
}

/** What a reader must know of this very shop. */
export function notes({ config, usage, lines }: Estimate): string[] {
  return [
    ...(config.region === pricedRegion
      ? []
      : [
          `${config.region} is not ${pricedRegion}: its prices differ, in Europe they are mostly 5 to 20 % higher.`,
        ]),
    ...(usage.capacity.targetReachable
      ? []
      : [
          `One process of the shop cannot make ${config.app.instanceType} ${config.app.cpuTargetPercent} % busy: the group would not grow by itself. Take a type with two processors.`,
        ]),
    ...(usage.beyondMaximum
      ? [`The trade needs more than the ${config.app.maximum} app servers that the settings allow.`]
      : []),
    ...(lines.some(({ sources }) => sources.some(isUnconfirmed))
      ? ['? A price of the row was not found in a source: it is from general knowledge, check it.']
      : []),
  ];
}

function groupRows(group: CostLine['group'], lines: readonly CostLine[]): string[] {
  const rows = lines.filter((each) => each.group === group);
  if (rows.length === 0) return [];
  return [
    row('', group, sum(rows)),
    ...rows.map((each) =>
      row(`  ${mark(each.sources)}`, `${each.what}, ${number(each.quantity)} ${each.unit}`, each.monthly),
    ),
    '',
  ];
}

const mark = (sources: readonly SourceName[]) => (sources.some(isUnconfirmed) ? '? ' : '  ');

const row = (indent: string, what: string, monthly: number) =>
  `${indent}${what}`.padEnd(width, indent === '' ? ' ' : '.') + amount(monthly);

const compare = (what: string, own: number, managed: number) =>
  `  ${what.padEnd(30)}${amount(own)}${amount(managed)}`;

const ofGroup = (lines: readonly CostLine[], group: string) =>
  sum(lines.filter((each) => each.group === group));

const amount = (value: number) => value.toFixed(2).padStart(11);
const usd = (value: number) => value.toFixed(2);
const millions = (value: number) => (value / 1_000_000).toFixed(value < 10_000_000 ? 1 : 0);

/** Whole, or with as many digits as tell something. */
function number(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0 });
}
