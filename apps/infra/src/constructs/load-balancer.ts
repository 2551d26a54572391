import { Duration, Stack, Validations } from 'aws-cdk-lib';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { ISecurityGroup, IVpc } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationLoadBalancer,
  ApplicationProtocol,
  ApplicationTargetGroup,
  ListenerAction,
  ListenerCondition,
  SslPolicy,
  TargetType,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { elbTimings } from '@perfume/health';
import { Construct } from 'constructs';
import { appPort, healthPath } from '../app-server-plan.ts';
import { LogBucket } from './private-bucket.ts';

export interface LoadBalancerProps {
  readonly vpc: IVpc;
  readonly securityGroup: ISecurityGroup;
  /** How long access logs are kept, in days. */
  readonly keepLogsDays: number;
}

/** What a browser's request meets: by TLS and the shop's domain, or through a CloudFront distribution that knows a secret. */
export type Entrance =
  | { readonly domainName: string; readonly certificate: ICertificate }
  | { readonly secretHeader: { readonly name: string; readonly value: string } };

/** The application load balancer in both zones, and the group of servers that it asks for their health. */
export class LoadBalancer extends Construct {
  readonly loadBalancer: ApplicationLoadBalancer;
  readonly targets: ApplicationTargetGroup;

  constructor(scope: Construct, id: string, { vpc, securityGroup, keepLogsDays }: LoadBalancerProps) {
    super(scope, id);
    this.loadBalancer = new ApplicationLoadBalancer(this, 'LoadBalancer', {
      vpc,
      securityGroup,
      internetFacing: true,
      idleTimeout: Duration.seconds(elbTimings.idleSeconds),
      dropInvalidHeaderFields: true,
    });
    this.targets = new ApplicationTargetGroup(this, 'Targets', {
      vpc,
      targetType: TargetType.INSTANCE,
      protocol: ApplicationProtocol.HTTP,
      port: appPort,
      deregistrationDelay: Duration.seconds(elbTimings.deregistrationSeconds),
      healthCheck: {
        path: healthPath,
        healthyHttpCodes: '200',
        interval: Duration.seconds(elbTimings.healthEverySeconds),
        timeout: Duration.seconds(elbTimings.healthWithinSeconds),
        healthyThresholdCount: 2,
        unhealthyThresholdCount: elbTimings.unhealthyAfter,
      },
    });
    this.#keepLogs(new LogBucket(this, 'Logs', { keepDays: keepLogsDays }));
  }

  /** Lets shoppers in by one of two ways. */
  open(entrance: Entrance): void {
    if ('domainName' in entrance) this.#openByTls(entrance.domainName, entrance.certificate);
    else this.#openToFrontDoor(entrance.secretHeader);
  }

  #openByTls(domainName: string, certificate: ICertificate): void {
    const listener = this.loadBalancer.addListener('Https', {
      protocol: ApplicationProtocol.HTTPS,
      port: 443,
      open: false,
      certificates: [certificate],
      sslPolicy: SslPolicy.TLS13_12_RES_PQ,
      defaultAction: ListenerAction.forward([this.targets]),
    });
    listener.addAction('BareDomain', {
      priority: 1,
      conditions: [ListenerCondition.hostHeaders([domainName])],
      action: ListenerAction.redirect({ host: `www.${domainName}`, permanent: true }),
    });
    this.loadBalancer.addListener('Http', {
      protocol: ApplicationProtocol.HTTP,
      port: 80,
      open: false,
      defaultAction: ListenerAction.redirect({ protocol: 'HTTPS', port: '443', permanent: true }),
    });
  }

  #openToFrontDoor(header: { readonly name: string; readonly value: string }): void {
    const listener = this.loadBalancer.addListener('Http', {
      protocol: ApplicationProtocol.HTTP,
      port: 80,
      open: false,
      defaultAction: ListenerAction.fixedResponse(403, {
        contentType: 'text/plain',
        messageBody: 'The shop is not reached here.',
      }),
    });
    listener.addAction('FrontDoor', {
      priority: 1,
      conditions: [ListenerCondition.httpHeader(header.name, [header.value])],
      action: ListenerAction.forward([this.targets]),
    });
  }

  /** Access logs, written out because the construct's own way needs to know the region. */
  #keepLogs(bucket: LogBucket): void {
    const prefix = 'load-balancer';
    const granted = bucket.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal('logdelivery.elasticloadbalancing.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [bucket.arnForObjects(`${prefix}/AWSLogs/${Stack.of(this).account}/*`)],
      }),
    );
    if (granted.policyDependable) this.loadBalancer.node.addDependency(granted.policyDependable);
    this.loadBalancer.setAttribute('access_logs.s3.enabled', 'true');
    this.loadBalancer.setAttribute('access_logs.s3.bucket', bucket.bucketName);
    this.loadBalancer.setAttribute('access_logs.s3.prefix', prefix);
  }
}

/** The security group of the load balancer is the one that is open to the world. */
export function acknowledgeOpenToTheWorld(securityGroup: ISecurityGroup): void {
  Validations.of(securityGroup).acknowledge({
    id: 'AwsSolutions-EC23',
    reason: 'Shoppers come from everywhere; this is the one group that lets them in, on 80 and 443.',
  });
}
