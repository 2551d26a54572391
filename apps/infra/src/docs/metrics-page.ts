import { metricCatalogue, metricNamespace, metricRates, type MetricDescription } from '@perfume/telemetry';
import { madeFromCode, table } from './markdown.ts';

const programs: Readonly<Record<MetricDescription['emitter'], string>> = {
  storefront: 'The shop, on app servers',
  failover: 'The failover agent, on data servers',
  'data-server': 'The program of data servers',
};

const kinds: Readonly<Record<MetricDescription['kind'], string>> = {
  count: 'added up',
  gauge: 'last value',
  distribution: 'all values, for percentiles',
};

/** The page docs/reference/metrics.md. */
export function renderMetrics(): string {
  const entries = Object.entries(metricCatalogue) as [string, MetricDescription][];
  const sections = (Object.keys(programs) as MetricDescription['emitter'][]).map((emitter) => {
    const rows = entries
      .filter(([, metric]) => metric.emitter === emitter)
      .map(([name, { unit, kind, meaning }]) => [`\`${name}\``, unit, kinds[kind], meaning]);
    return `## ${programs[emitter]}\n\n${table(['Metric', 'Unit', 'Within a minute', 'What it says'], rows)}`;
  });
  return `# Metrics

All are in CloudWatch's namespace \`${metricNamespace}\`. Those of the shop have the dimension \`Shop\` alone: all app servers write
into one metric, since each name is paid for. Those of data servers have \`Server\` as well, \`a\` or \`b\`. A metric that is not
here cannot be emitted. Which of them speak up by themselves is in [alarms.md](alarms.md); the dashboard named like the shop
shows them.

${madeFromCode('the catalogue in `libs/telemetry`')}

${sections.join('\n\n')}

## Worked out where they are shown

${table(
  ['Rate', 'Percent of'],
  Object.entries(metricRates).map(([name, { hits, misses }]) => [
    `\`${name}\``,
    `\`${hits}\` in \`${hits}\` + \`${misses}\``,
  ]),
)}

## Measured by the CloudWatch agent

\`mem_used_percent\` and \`disk_used_percent\` in the same namespace: of all app servers together, and of each data server and
the witness (\`Server\` is \`a\`, \`b\` or \`c\`).

## Amazon's own

The dashboard and alarms also use \`AWS/ApplicationELB\` (requests, errors, times of answers), \`AWS/AutoScaling\` (servers
wanted, in service) and \`AWS/EC2\` (processors, each minute).
`;
}
