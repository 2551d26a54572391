import {
  Alarm,
  AlarmRule,
  AlarmState,
  ComparisonOperator,
  CompositeAlarm,
  TreatMissingData,
  type IAlarm,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { runbook } from '../runbook.ts';
import type { AlarmDescription } from './alarm-description.ts';

/** Several alarms that one event raises at once: people get one message. */
export interface CompositeDescription {
  readonly id: string;
  readonly says: string;
}

export interface AlarmsProps {
  readonly shop: string;
  readonly topic: ITopic;
  readonly alarms: readonly AlarmDescription[];
  readonly composites: readonly CompositeDescription[];
  /** Alarms of other stacks that a composite speaks for, by its id. */
  readonly further: Readonly<Record<string, readonly IAlarm[]>>;
}

/** Alarms from their descriptions; each ends with the link to what to do about it. */
export class Alarms extends Construct {
  /** Those that speak to people. */
  readonly speaking: readonly (Alarm | CompositeAlarm)[];

  constructor(scope: Construct, id: string, { shop, topic, alarms, composites, further }: AlarmsProps) {
    super(scope, id);
    const single = alarms.map((description) => ({ description, alarm: this.#alarm(shop, description) }));
    const composed = composites.map((composite) => {
      const parts = [
        ...single.filter(({ description }) => description.partOf === composite.id).map(({ alarm }) => alarm),
        ...(further[composite.id] ?? []),
      ];
      return new CompositeAlarm(this, composite.id, {
        compositeAlarmName: `${shop}-${composite.id}`,
        alarmDescription: `${composite.says} ${runbook(composite.id)}`,
        alarmRule: AlarmRule.anyOf(...parts.map((part) => AlarmRule.fromAlarm(part, AlarmState.ALARM))),
      });
    });
    this.speaking = [
      ...composed,
      ...single.filter(({ description }) => description.partOf === undefined).map(({ alarm }) => alarm),
    ];
    for (const alarm of this.speaking) {
      alarm.addAlarmAction(new SnsAction(topic));
      alarm.addOkAction(new SnsAction(topic));
    }
  }

  #alarm(
    shop: string,
    { id, says, metric, when, threshold, minutes, of = minutes, silence }: AlarmDescription,
  ) {
    return new Alarm(this, id, {
      alarmName: `${shop}-${id}`,
      alarmDescription: `${says} ${runbook(id)}`,
      metric,
      comparisonOperator:
        when === 'above' ? ComparisonOperator.GREATER_THAN_THRESHOLD : ComparisonOperator.LESS_THAN_THRESHOLD,
      threshold,
      evaluationPeriods: minutes,
      datapointsToAlarm: of,
      treatMissingData: silence === 'bad' ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
  }
}
