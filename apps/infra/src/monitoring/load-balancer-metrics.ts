import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type {
  IApplicationLoadBalancer,
  IApplicationTargetGroup,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';

/** The load balancer and the group of servers behind it. */
export interface MeasuredEntrance {
  readonly loadBalancer: IApplicationLoadBalancer & { readonly loadBalancerFullName: string };
  readonly targets: IApplicationTargetGroup & { readonly targetGroupFullName: string };
}

/**
 * What the load balancer counts. Written out by its own name: the constructs' metrics go by a listener's, which changes when
 * a shop gets a domain, and what another stack takes must never change.
 */
export function loadBalancerMetrics({ loadBalancer, targets }: MeasuredEntrance) {
  const metric = (dimensions: Record<string, string>) => {
    return (metricName: string, statistic: string, label: string) =>
      new Metric({
        namespace: 'AWS/ApplicationELB',
        metricName,
        dimensionsMap: { LoadBalancer: loadBalancer.loadBalancerFullName, ...dimensions },
        statistic,
        label,
        period: Duration.minutes(1),
      });
  };
  const whole = metric({});
  const behind = metric({ TargetGroup: targets.targetGroupFullName });
  return {
    requests: whole('RequestCount', 'Sum', 'at the load balancer'),
    /** Answered by the load balancer itself: no server took them. */
    unanswered: whole('HTTPCode_ELB_5XX_Count', 'Sum', 'no server'),
    serverErrors: behind('HTTPCode_Target_5XX_Count', 'Sum', 'server errors'),
    refusedConnections: behind('TargetConnectionErrorCount', 'Sum', 'connections refused'),
    /** In seconds. */
    latency: (percentile: number) => behind('TargetResponseTime', `p${percentile}`, `${percentile} % within`),
  };
}
