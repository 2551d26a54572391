/**
 * What people write in `perfume.config.ts`. Everything that is optional names its default; docs/reference/infra-settings.md
 * lists all of it with bounds. Neither secrets nor account numbers belong here.
 */
export interface ShopSettings {
  /** The name of this deployment: prefix of its stacks, parameters and secrets. 2 to 20 of a-z, 0-9 and -, a letter first. */
  readonly name: string;
  /** The AWS region, such as `eu-central-1`; it must have three availability zones. A deploy to any other is refused. */
  readonly region: string;
  /** The shop's own domain. Default: none; the shop is then reached by CloudFront's name for it (for trying it out). */
  readonly domain?: DomainSettings;
  readonly app: AppSettings;
  readonly data: DataSettings;
  readonly witness?: WitnessSettings;
  readonly backups?: BackupSettings;
  readonly shop: StorefrontSettings;
  readonly alarms?: AlarmSettings;
  /** How long logs are kept, in days; one of the periods that CloudWatch knows. Default 30. */
  readonly keepLogsDays?: number;
  /**
   * A web application firewall (AWS WAF) before the load balancer: the common rules and a limit per address. Default
   * false: the shop limits by itself what costs (docs/decisions/075-what-stands-before-the-load-balancer.md).
   */
  readonly webFirewall?: boolean;
}

export interface DomainSettings {
  /** The domain, such as `example.com`: the shop is at `https://www.example.com`, the bare name leads there. */
  readonly name: string;
  /** The id of its public hosted zone in Route 53, such as `Z0123456789ABCDEFGHIJ`. */
  readonly hostedZoneId: string;
  /**
   * A certificate in us-east-1 that holds `static.<domain>`, because CloudFront takes certificates from there only. In
   * us-east-1 it is made by itself. Default: none; static content then keeps CloudFront's own name.
   */
  readonly staticCertificateArn?: string;
}

export interface AppSettings {
  /** Instance type of app servers; a Graviton one, such as `t4g.small`. */
  readonly instanceType: string;
  /** Fewest app servers. Default 2, one in each zone, and never fewer. */
  readonly minimum?: number;
  /** Most app servers; what scaling may cost at most. */
  readonly maximum: number;
  /** Mean CPU use that scaling aims at, in percent. Default 45; at most 50, so that one zone can carry all of it. */
  readonly cpuTargetPercent?: number;
}

export interface DataSettings {
  /** Instance type of both data servers; a Graviton one, such as `t4g.medium`. */
  readonly instanceType: string;
  /** Size of each data volume, in GiB; it can only grow. 10 to 16,384. */
  readonly volumeGiB: number;
  /** Input and output operations per second of each data volume. Default 3,000, which costs nothing extra. */
  readonly volumeIops?: number;
  /** Throughput of each data volume, in MiB/s. Default 125, which costs nothing extra. */
  readonly volumeMiBps?: number;
  /** What differs of server a while it is being changed (docs/guides/replace-a-data-server.md). Default: nothing. */
  readonly a?: DataServerSettings;
  /** What differs of server b. */
  readonly b?: DataServerSettings;
}

/** A data server is changed by itself, and the other one only once the first is synced again. */
export interface DataServerSettings {
  /** Its instance type. Default: that of both. */
  readonly instanceType?: string;
  /** True takes the server away and keeps its volume, addresses and name, so that the next deploy makes a new one. */
  readonly absent?: boolean;
  /**
   * Which volume it is on, counted from 1. Raised by one when the volume is lost: the next instance gets a new, empty one and
   * copies everything from the other server; the former stays outside the stack.
   */
  readonly volume?: number;
}

export interface WitnessSettings {
  /** Instance type of the witness, which only votes. Default `t4g.nano`. */
  readonly instanceType?: string;
  /** True takes the witness away and keeps its addresses and name, so that the next deploy makes a new one. Default false. */
  readonly absent?: boolean;
}

export interface BackupSettings {
  /** How long nightly backups and binary logs are kept in S3, in days. Default 30; 7 to 365. */
  readonly keepDays?: number;
}

/** Settings of the storefront that are no secrets (docs/reference/settings.md). */
export interface StorefrontSettings {
  /** The one currency of prices and orders, ISO 4217. Default `USD`. */
  readonly currency?: string;
  /** Where shoppers write to. */
  readonly contactEmail: string;
  /** Sender of mails, such as `Perfume <orders@example.com>`. */
  readonly mailFrom: string;
  /** Name and postal address for the imprint, a line each. Default: none. */
  readonly operator?: string;
  /** The built-in test provider takes "payments". Default false. */
  readonly testPayments?: boolean;
}

export interface AlarmSettings {
  /** Who gets alarms by mail; the address must confirm once. Default: nobody, the topic alone. */
  readonly email?: string;
}
