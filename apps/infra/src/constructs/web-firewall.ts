import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';

export interface WebFirewallProps {
  readonly shop: string;
  readonly loadBalancerArn: string;
  /** Whether requests come through CloudFront, so that the shopper's address stands in a header. */
  readonly behindCloudFront: boolean;
}

/** Most requests of one address within five minutes: far above a shopper, far below a flood. */
const requestsPerAddress = 2_000;

/** AWS WAF before the load balancer: Amazon's common rules and list of bad addresses, and a limit per address. */
export class WebFirewall extends Construct {
  constructor(scope: Construct, id: string, { shop, loadBalancerArn, behindCloudFront }: WebFirewallProps) {
    super(scope, id);
    const seen = (metricName: string) => ({
      metricName,
      cloudWatchMetricsEnabled: true,
      sampledRequestsEnabled: true,
    });
    const managed = (
      priority: number,
      name: string,
      counted: readonly string[] = [],
    ): CfnWebACL.RuleProperty => ({
      name,
      priority,
      overrideAction: { none: {} },
      visibilityConfig: seen(name),
      statement: {
        managedRuleGroupStatement: {
          vendorName: 'AWS',
          name,
          ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
        },
      },
    });
    const acl = new CfnWebACL(this, 'Rules', {
      name: `${shop}-shop`,
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: seen(`${shop}-shop`),
      rules: [
        {
          name: 'RequestsPerAddress',
          priority: 1,
          action: { block: {} },
          visibilityConfig: seen('RequestsPerAddress'),
          statement: {
            rateBasedStatement: {
              limit: requestsPerAddress,
              evaluationWindowSec: 300,
              aggregateKeyType: behindCloudFront ? 'FORWARDED_IP' : 'IP',
              ...(behindCloudFront && {
                forwardedIpConfig: { headerName: 'X-Forwarded-For', fallbackBehavior: 'NO_MATCH' },
              }),
            },
          },
        },
        managed(2, 'AWSManagedRulesAmazonIpReputationList'),
        // A catalogue or a picture that people upload is larger than the rule's 8 KB.
        managed(3, 'AWSManagedRulesCommonRuleSet', ['SizeRestrictions_BODY']),
      ],
    });
    new CfnWebACLAssociation(this, 'Association', {
      resourceArn: loadBalancerArn,
      webAclArn: acl.attrArn,
    });
  }
}
