import { Match } from 'aws-cdk-lib/assertions';
import { metricCatalogue, metricNamespace } from '@perfume/telemetry';
import { describe, expect, it } from 'vitest';
import { plainShop, resourcesOf, synthesized, type Resource } from '../testing/synthesized-shop.ts';

const json = () => synthesized().json('monitoring');

interface Alarm {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly AlarmActions?: unknown[];
  readonly TreatMissingData?: string;
}

const alarms = () =>
  ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'].flatMap((type) =>
    resourcesOf(json(), type).map(({ Properties }) => Properties as unknown as Alarm),
  );

const dashboard = () => {
  const { DashboardBody } = resourcesOf(json(), 'AWS::CloudWatch::Dashboard')[0]!.Properties as {
    readonly DashboardBody: { readonly 'Fn::Join': [string, unknown[]] };
  };
  return JSON.parse(
    DashboardBody['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : 'reference')).join(''),
  ) as { readonly widgets: { readonly type: string; readonly properties: Record<string, unknown> }[] };
};

/** Metrics of the shop's own namespace in what a template says: name and dimensions. */
function ownMetrics(resource: Resource['Properties']): [string, string[]][] {
  const single = (metric: Record<string, unknown>): [string, string[]][] =>
    metric['Namespace'] === metricNamespace
      ? [
          [
            String(metric['MetricName']),
            (metric['Dimensions'] as { Name: string }[]).map(({ Name }) => Name).sort(),
          ],
        ]
      : [];
  const several = (resource['Metrics'] ?? []) as {
    readonly MetricStat?: { readonly Metric: Record<string, unknown> };
  }[];
  return [
    ...single(resource),
    ...several.flatMap(({ MetricStat }) => (MetricStat ? single(MetricStat.Metric) : [])),
  ];
}

describe('every alarm', () => {
  it('says what is wrong and where to read what to do', () => {
    for (const { AlarmName, AlarmDescription } of alarms()) {
      const id = AlarmName.replace(/^perfume-/, '');
      expect(AlarmDescription).toMatch(
        new RegExp(`^[A-Z].{15,}\\. What to do: docs/reference/alarms\\.md#${id}$`),
      );
    }
    expect(alarms().length).toBeGreaterThan(20);
  });

  it('has a name of its own', () => {
    const names = alarms().map(({ AlarmName }) => AlarmName);
    expect(new Set(names).size).toBe(names.length);
  });

  it('goes by metrics that programs emit, with the dimensions that they emit them with', () => {
    const used = resourcesOf(json(), 'AWS::CloudWatch::Alarm').flatMap(({ Properties }) =>
      ownMetrics(Properties),
    );
    expect(used.length).toBeGreaterThan(15);
    for (const [name, dimensions] of used) {
      const described = metricCatalogue[name as keyof typeof metricCatalogue];
      expect([name, dimensions]).toEqual([name, described.of === 'shop' ? ['Shop'] : ['Server', 'Shop']]);
    }
  });

  it('speaks by itself or through the one that speaks for several', () => {
    const rules = resourcesOf(json(), 'AWS::CloudWatch::CompositeAlarm')
      .map(({ Properties }) => JSON.stringify(Properties['AlarmRule']))
      .join();
    for (const { id, Properties } of resourcesOf(json(), 'AWS::CloudWatch::Alarm')) {
      const speaks = Properties['AlarmActions'] !== undefined;
      expect([id, speaks]).toEqual([id, !rules.includes(`"${id}"`)]);
    }
    for (const composite of resourcesOf(json(), 'AWS::CloudWatch::CompositeAlarm'))
      expect(composite.Properties['AlarmActions']).toHaveLength(1);
  });
});

describe('silence', () => {
  const treats = (name: string) =>
    alarms().find(({ AlarmName }) => AlarmName === `perfume-${name}`)?.TreatMissingData;

  it('of a data server is bad, of shoppers it is not', () => {
    expect(
      ['nobody-holds-the-address', 'data-server-a-not-synced', 'agent-b-silent', 'backup-late'].map(treats),
    ).toEqual(Array(4).fill('breaching'));
    expect(['pages-are-slow', 'database-away', 'mail-and-money-waiting'].map(treats)).toEqual(
      Array(3).fill('notBreaching'),
    );
  });
});

describe('the topic', () => {
  it('takes messages from alarms of this account, and from nobody without TLS', () => {
    const topic = { Ref: resourcesOf(json(), 'AWS::SNS::Topic')[0]!.id };
    synthesized()
      .template('monitoring')
      .hasResourceProperties('AWS::SNS::TopicPolicy', {
        Topics: [topic],
        PolicyDocument: {
          Statement: [
            Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
            {
              Effect: 'Allow',
              Principal: { Service: 'cloudwatch.amazonaws.com' },
              Action: 'sns:Publish',
              Resource: topic,
              Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
            },
          ],
        },
      });
  });

  it('sends mail to who is named, and to nobody else', () => {
    expect(resourcesOf(json(), 'AWS::SNS::Subscription')).toEqual([]);
    const named = synthesized({ ...plainShop, alarms: { email: 'operations@example.com' } });
    expect(resourcesOf(named.json('monitoring'), 'AWS::SNS::Subscription')[0]!.Properties).toMatchObject({
      Protocol: 'email',
      Endpoint: 'operations@example.com',
    });
  });
});

describe('the dashboard', () => {
  it('shows shoppers, orders, latency, errors, scaling, data servers, the address, hit rates and waiting work', () => {
    const text = JSON.stringify(dashboard().widgets);
    for (const shown of [
      'RequestCount',
      'OrdersPlaced',
      'OrdersPaid',
      'TargetResponseTime',
      'HTTPCode_Target_5XX_Count',
      'GroupInServiceInstances',
      'CPUUtilization',
      'HoldsAddress',
      'GaleraMembers',
      'GaleraSynced',
      'BackupAge',
      'DataDiskUsed',
      'PageCacheHits',
      'CacheHits',
      'OutboxAge',
    ])
      expect(text).toContain(shown);
  });

  it('names metrics of the shop as programs emit them', () => {
    const shown = dashboard()
      .widgets.flatMap(({ properties }) => (properties['metrics'] ?? []) as unknown[])
      .filter((metric): metric is string[] => Array.isArray(metric) && metric[0] === metricNamespace);
    expect(shown.length).toBeGreaterThan(20);
    for (const [, name, ...dimensions] of shown) {
      const described = metricCatalogue[name as keyof typeof metricCatalogue];
      const names = dimensions.filter((_, index) => index % 2 === 0 && typeof dimensions[index] === 'string');
      expect([name, names.sort()]).toEqual([name, described.of === 'shop' ? ['Shop'] : ['Server', 'Shop']]);
    }
  });

  it('finds data servers by their tags, so that a new one is found too', () => {
    const explorer = dashboard().widgets.find(({ type }) => type === 'explorer');
    expect(explorer?.properties['labels']).toEqual([
      { key: 'Name', value: 'perfume-data-a' },
      { key: 'Name', value: 'perfume-data-b' },
      { key: 'Name', value: 'perfume-data-c' },
    ]);
  });
});
