import { hoursPerMonth } from '../prices/price.ts';
import { loadBalancerUnit, monthlyAllowances, servicePrices } from '../prices/services.ts';
import { assumed } from '../trade/assumptions.ts';
import { gigabytes, type Usage } from '../trade/usage.ts';
import { line, type CostLine, type TemplateResource } from './cost-line.ts';

/** The load balancer: by the hour, and by the one of four measures that is largest. */
export function loadBalancerLines({ properties }: TemplateResource, usage: Usage): CostLine[] {
  const group = 'Load balancer';
  const zones = (properties['Subnets'] as readonly unknown[]).length;
  return [
    line({
      group,
      what: 'Application load balancer',
      quantity: 1,
      unit: 'load balancer',
      price: servicePrices.loadBalancer,
      times: hoursPerMonth,
    }),
    line({
      group,
      what: 'Load balancer: capacity that is used',
      quantity: loadBalancerUnits(usage),
      unit: 'LCU all month',
      price: servicePrices.loadBalancerCapacity,
      times: hoursPerMonth,
      byTrade: true,
    }),
    line({
      group,
      what: 'Load balancer: public addresses',
      quantity: zones,
      unit: 'address',
      price: servicePrices.publicAddress,
      times: hoursPerMonth,
    }),
  ];
}

/** Mean units of the load balancer's capacity; a unit less than whole is paid in part. */
export function loadBalancerUnits({ requests, pageGigabytes }: Usage): number {
  const perSecond = requests / (hoursPerMonth * 3_600);
  const sent = gigabytes(requests * assumed('requestKilobytes'));
  return Math.max(
    perSecond / assumed('viewsPerConnection') / loadBalancerUnit.newConnectionsPerSecond,
    // Browsers keep a connection for about a minute.
    ((perSecond / assumed('viewsPerConnection')) * 60) / loadBalancerUnit.activeConnections,
    (pageGigabytes + sent) / hoursPerMonth / loadBalancerUnit.gigabytesPerHour,
    0,
  );
}

/** A distribution: the one before the bucket, or the one that a shop without a domain is reached by. */
export function distributionLines({ properties }: TemplateResource, usage: Usage): CostLine[] {
  const { Origins } = properties['DistributionConfig'] as {
    Origins: readonly { CustomOriginConfig?: unknown }[];
  };
  const frontDoor = Origins.some(({ CustomOriginConfig }) => CustomOriginConfig !== undefined);
  const group = 'Pages and static content';
  if (!frontDoor) {
    return [
      line({
        group,
        what: 'CloudFront: static content',
        quantity: Math.max(0, usage.contentGigabytes - monthlyAllowances.contentGigabytes),
        unit: `GB above ${monthlyAllowances.contentGigabytes}`,
        price: servicePrices.contentOut,
        byTrade: true,
      }),
      line({
        group,
        what: 'CloudFront: requests of static content',
        quantity: Math.max(0, usage.contentRequests - monthlyAllowances.contentRequests),
        unit: 'request above 10 million',
        price: servicePrices.contentRequests,
        byTrade: true,
      }),
    ];
  }
  // The allowance is one for the account: static content has it already.
  return [
    line({
      group,
      what: 'CloudFront before the shop: pages',
      quantity: usage.pageGigabytes,
      unit: 'GB',
      price: servicePrices.contentOut,
      byTrade: true,
    }),
    line({
      group,
      what: 'CloudFront before the shop: requests',
      quantity: usage.requests,
      unit: 'request',
      price: servicePrices.contentRequests,
      byTrade: true,
    }),
    line({
      group,
      what: 'CloudFront before the shop: to the load balancer',
      quantity: gigabytes(usage.requests * assumed('requestKilobytes')),
      unit: 'GB',
      price: servicePrices.contentToOrigin,
      byTrade: true,
    }),
  ];
}

/** AWS WAF: its rules, and every request that it looks at. */
export function firewallLines({ properties }: TemplateResource, usage: Usage): CostLine[] {
  const group = 'Load balancer';
  return [
    line({ group, what: 'Firewall', quantity: 1, unit: 'list of rules', price: servicePrices.firewall }),
    line({
      group,
      what: 'Firewall: rules',
      quantity: (properties['Rules'] as readonly unknown[]).length,
      unit: 'rule',
      price: servicePrices.firewallRule,
    }),
    line({
      group,
      what: 'Firewall: requests',
      quantity: usage.requests,
      unit: 'request',
      price: servicePrices.firewallRequests,
      byTrade: true,
    }),
  ];
}
