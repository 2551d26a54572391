import type { TemplateResource } from '../cost/resources/cost-line.ts';
import { madeFromCode } from './markdown.ts';
import { runbookName, runbooks } from './runbooks.ts';

interface MetricOfAlarm {
  readonly Id?: string;
  readonly Label?: string;
  readonly Expression?: string;
  readonly ReturnData?: boolean;
  readonly MetricStat?: {
    readonly Stat: string;
    readonly Metric: {
      readonly MetricName: string;
      readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
    };
  };
}

interface AlarmProperties {
  readonly AlarmDescription: string;
  readonly ComparisonOperator: string;
  readonly Threshold: number;
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm?: number;
  readonly TreatMissingData: string;
  readonly MetricName?: string;
  readonly Statistic?: string;
  readonly ExtendedStatistic?: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
  readonly Metrics?: readonly MetricOfAlarm[];
}

export interface DocumentedAlarm {
  readonly id: string;
  readonly logicalId: string;
  readonly says: string;
  /** When it is raised; absent for one that speaks for others. */
  readonly when?: string;
  /** The template's rule of one that speaks for others. */
  readonly rule?: string;
}

/** Every alarm of a shop as its templates have it, those that speak for several first. */
export function documentedAlarms(resources: readonly TemplateResource[]): DocumentedAlarm[] {
  const composites = resources
    .filter(({ type }) => type === 'AWS::CloudWatch::CompositeAlarm')
    .map(({ logicalId, properties }) => ({
      logicalId,
      rule: JSON.stringify(properties['AlarmRule']),
      ...idAndSentence(String(properties['AlarmDescription'])),
    }));
  const single = resources
    .filter(({ type }) => type === 'AWS::CloudWatch::Alarm')
    .map(({ logicalId, properties }) => {
      const alarm = properties as unknown as AlarmProperties;
      return { logicalId, when: condition(alarm), ...idAndSentence(alarm.AlarmDescription) };
    });
  return [...composites, ...single];
}

/** An alarm's description ends with the link to its place on this page. */
function idAndSentence(description: string): { readonly id: string; readonly says: string } {
  const [, says, id] = /^(.*?) What to do: docs\/reference\/alarms\.md#([\w-]+)$/s.exec(description) ?? [];
  if (says === undefined || id === undefined) {
    throw new TypeError(`The description of an alarm does not end with its link: ${description}`);
  }
  return { id, says };
}

function condition(alarm: AlarmProperties): string {
  const { ComparisonOperator, Threshold, EvaluationPeriods, DatapointsToAlarm = EvaluationPeriods } = alarm;
  const side = ComparisonOperator.startsWith('Greater') ? 'above' : 'below';
  const minutes =
    DatapointsToAlarm === EvaluationPeriods
      ? EvaluationPeriods === 1
        ? 'for a minute'
        : `for ${EvaluationPeriods} minutes`
      : `in ${DatapointsToAlarm} of ${EvaluationPeriods} minutes`;
  const silence =
    alarm.TreatMissingData === 'breaching' ? 'Silence raises it too.' : 'Silence does not raise it.';
  return `${metricOf(alarm)} is ${side} ${Threshold} ${minutes}. ${silence}`;
}

function metricOf(alarm: AlarmProperties): string {
  const metrics = alarm.Metrics ?? [];
  const shown = metrics.find(({ Expression }) => Expression !== undefined);
  if (!shown) {
    const [first] = metrics;
    return first?.MetricStat
      ? metric(first.MetricStat.Metric.MetricName, first.MetricStat.Stat, first.MetricStat.Metric.Dimensions)
      : metric(alarm.MetricName!, alarm.Statistic ?? alarm.ExtendedStatistic!, alarm.Dimensions);
  }
  const inputs = metrics.flatMap(({ Id, MetricStat }) =>
    MetricStat
      ? [
          `\`${Id!}\` is ${metric(MetricStat.Metric.MetricName, MetricStat.Stat, MetricStat.Metric.Dimensions)}`,
        ]
      : [],
  );
  return `\`${shown.Expression!}\` (${inputs.join(', ')})`;
}

function metric(
  name: string,
  statistic: string,
  dimensions: readonly { readonly Name: string; readonly Value: unknown }[] = [],
): string {
  const server = dimensions.find(({ Name }) => Name === 'Server')?.Value;
  return `the ${statisticInWords(statistic)} of \`${name}\`${typeof server === 'string' ? ` of ${server}` : ''}`;
}

function statisticInWords(statistic: string): string {
  return statistic.startsWith('p') ? `${statistic.slice(1)}th percentile` : statistic.toLowerCase();
}

/** The page docs/reference/alarms.md. */
export function renderAlarms(resources: readonly TemplateResource[]): string {
  const alarms = documentedAlarms(resources);
  const told = new Set<string>();
  const sections = alarms.map(({ id, logicalId, says, when, rule }) => {
    const speaker = alarms.find((other) => other.rule?.includes(logicalId));
    const parts = rule ? alarms.filter((other) => rule.includes(other.logicalId)) : [];
    const name = runbookName(id);
    const advice = told.has(name)
      ? `As for [the other server](#${name.replace('-N-', '-a-')}).`
      : runbooks[name];
    told.add(name);
    return [
      `## ${id}`,
      says,
      ...(when ? [`Raised when ${when}`] : []),
      ...(parts.length > 0
        ? [`Raised with any of ${parts.map((part) => `[${part.id}](#${part.id})`).join(', ')}.`]
        : []),
      ...(speaker ? [`Tells nobody by itself: [${speaker.id}](#${speaker.id}) speaks for it.`] : []),
      advice ?? '',
    ].join('\n\n');
  });
  return `# Alarms

Each goes to the topic \`<shop>-monitoring-alarms\` when it is raised and when it ends; \`alarms.email\` is subscribed to it. The
description of each leads here. Names in CloudWatch begin with the shop's. \`failover\` and \`data-server\` are programs on the
servers: [sign in](../guides/sign-in-to-a-server.md).

${madeFromCode('the template of the small example and `apps/infra/src/docs/runbooks.ts`')}

${sections.join('\n\n')}
`;
}
