import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, MathExpression, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { loadBalancerMetrics, type MeasuredEntrance } from '../monitoring/load-balancer-metrics.ts';
import { runbook } from '../runbook.ts';

/** More of this part of answers being errors takes a roll-out back, in percent. */
const errorPercent = 5;

/**
 * Answers that are errors of servers, as part of all. A release that answers worse than this is taken back by the instance
 * refresh itself. Quiet minutes say nothing: below 20 requests a single error would be 5 percent.
 */
export function rolloutAlarm(scope: Construct, entrance: MeasuredEntrance): Alarm {
  const balancer = loadBalancerMetrics(entrance);
  return new Alarm(scope, 'RolloutAlarm', {
    alarmDescription: `More than ${errorPercent} % of answers are errors of app servers; a roll-out is taken back. ${runbook('too-many-errors')}`,
    metric: new MathExpression({
      label: 'Errors, percent of answers',
      period: Duration.minutes(1),
      expression: `IF(requests >= 20, 100 * (FILL(errors, 0) + FILL(refused, 0)) / requests, 0)`,
      usingMetrics: {
        requests: balancer.requests,
        errors: balancer.serverErrors,
        refused: balancer.refusedConnections,
      },
    }),
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    threshold: errorPercent,
    evaluationPeriods: 3,
    datapointsToAlarm: 2,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
}
