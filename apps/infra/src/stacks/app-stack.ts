import { CfnOutput, CfnParameter, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { LoadBalancerTarget } from 'aws-cdk-lib/aws-route53-targets';
import { Secret, type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { groupName, lifecycleHooks } from '../app-server-plan.ts';
import { outputs, secretNames, templateParameters, type ShopConfig } from '../config/index.ts';
import type { PinnedImages } from '../config/pinned-images.ts';
import { AppGroup } from '../constructs/app-group.ts';
import { appServerRole } from '../constructs/app-role.ts';
import { FrontDoor } from '../constructs/front-door.ts';
import { imageId } from '../constructs/image.ts';
import { LoadBalancer } from '../constructs/load-balancer.ts';
import { LogBucket } from '../constructs/private-bucket.ts';
import { rolloutAlarm } from '../constructs/rollout-alarm.ts';
import { ServerLogs } from '../constructs/server-logs.ts';
import { storefrontSettings } from '../constructs/storefront-settings.ts';
import { appServerUserData } from '../constructs/user-data.ts';
import { WebFirewall } from '../constructs/web-firewall.ts';
import { releaseIdPattern } from '../release-plan.ts';
import type { DataStack } from './data-stack.ts';
import type { NetworkStack } from './network-stack.ts';
import { ShopStack } from './shop-stack.ts';
import type { StaticStack } from './static-stack.ts';

export interface AppStackProps {
  readonly config: ShopConfig;
  readonly images: PinnedImages;
  readonly network: NetworkStack;
  readonly content: StaticStack;
  readonly data: DataStack;
}

/** The shop itself: load balancer, app servers, and where shoppers find it. All of it can be made anew at any time. */
export class AppStack extends ShopStack {
  readonly entrance: LoadBalancer;
  readonly servers: AppGroup;
  /** Takes a roll-out back; monitoring speaks about it. */
  readonly rolloutAlarm: Alarm;

  constructor(scope: Construct, props: AppStackProps) {
    const { config, images, network, content, data } = props;
    super(scope, 'app', config, { description: `App servers of ${config.name}` });
    const { vpc } = network.network;
    this.entrance = new LoadBalancer(this, 'Entrance', {
      vpc,
      securityGroup: network.securityGroups['load-balancer'],
      keepLogsDays: config.keepLogsDays,
    });
    const url = config.domain ? this.#openByDomain(config.domain) : this.#openByCloudFront(config);
    if (config.webFirewall) {
      new WebFirewall(this, 'Firewall', {
        shop: config.name,
        loadBalancerArn: this.entrance.loadBalancer.loadBalancerArn,
        behindCloudFront: config.domain === undefined,
      });
    }
    const release = new CfnParameter(this, templateParameters.release, {
      description: 'Id of the release that app servers run',
      allowedPattern: releaseIdPattern,
    }).valueAsString;
    const secret = this.#secret(config);
    this.rolloutAlarm = rolloutAlarm(this, this.entrance);
    this.servers = new AppGroup(this, 'Servers', {
      config,
      vpc,
      securityGroup: network.securityGroups.app,
      targets: this.entrance.targets,
      imageId: imageId(this, 'app', { config, images }),
      rollbackAlarms: [this.rolloutAlarm],
      role: appServerRole(this, {
        config,
        content,
        secretArns: [secret.secretArn, data.secrets.databaseArn],
        logs: new ServerLogs(this, 'AppLogs', { config, role: 'app' }),
      }),
      userData: appServerUserData({
        shop: config.name,
        region: config.region,
        releaseBucket: content.releases.bucketName,
        endpointName: data.endpoint.dnsName,
        settings: storefrontSettings({ config, url, content }),
        releaseId: release,
        lifecycle: {
          group: groupName(config.name),
          launchHook: lifecycleHooks.launch.name,
          terminateHook: lifecycleHooks.terminate.name,
        },
      }),
    });
    const names = outputs.app;
    new CfnOutput(this, names.shopUrl, { value: url });
    new CfnOutput(this, names.loadBalancerName, { value: this.entrance.loadBalancer.loadBalancerDnsName });
    new CfnOutput(this, names.targetGroupArn, { value: this.entrance.targets.targetGroupArn });
    new CfnOutput(this, names.groupName, { value: this.servers.group.autoScalingGroupName });
    new CfnOutput(this, names.release, { value: release });
  }

  /** @returns the shop's address */
  #openByDomain({ name, hostedZoneId }: NonNullable<ShopConfig['domain']>): string {
    const zone = HostedZone.fromHostedZoneAttributes(this, 'Zone', { hostedZoneId, zoneName: name });
    const certificate = new Certificate(this, 'Certificate', {
      domainName: name,
      subjectAlternativeNames: [`www.${name}`],
      validation: CertificateValidation.fromDns(zone),
    });
    this.entrance.open({ domainName: name, certificate });
    const target = RecordTarget.fromAlias(new LoadBalancerTarget(this.entrance.loadBalancer));
    new ARecord(this, 'Www', { zone, recordName: `www.${name}`, target });
    new ARecord(this, 'BareDomain', { zone, recordName: name, target });
    return `https://www.${name}`;
  }

  /** @returns the shop's address */
  #openByCloudFront(config: ShopConfig): string {
    const frontDoor = new FrontDoor(this, 'FrontDoor', {
      shop: config.name,
      loadBalancerName: this.entrance.loadBalancer.loadBalancerDnsName,
      logs: new LogBucket(this, 'FrontDoorLogs', { keepDays: config.keepLogsDays, cloudFront: true }),
    });
    this.entrance.open({ secretHeader: frontDoor.secretHeader });
    return frontDoor.url;
  }

  /** Settings of the storefront that are secret: one is made here, people add others (docs/guides/rotate-secrets.md). */
  #secret(config: ShopConfig): ISecret {
    const secret = new Secret(this, 'Secret', {
      secretName: secretNames(config.name).app,
      description: `Secret settings of the storefront of ${config.name}, one key each`,
      generateSecretString: {
        secretStringTemplate: '{}',
        generateStringKey: 'COOKIE_SECRET',
        excludePunctuation: true,
        passwordLength: 64,
      },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'A new one signs every shopper out, so a person chooses when: docs/guides/rotate-secrets.md.',
    });
    return secret;
  }
}
