import { elbTimings } from '@perfume/health';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { plainShop, resourcesOf, shopWithDomain, synthesized } from '../testing/synthesized-shop.ts';

const withDomain = () => synthesized(shopWithDomain).template('app');
const without = () => synthesized().template('app');
const group = () => resourcesOf(synthesized().json('app'), 'AWS::AutoScaling::AutoScalingGroup')[0]!;
const attributes = (type: string, property: string) => {
  const list = resourcesOf(synthesized(shopWithDomain).json('app'), type)[0]!.Properties[property];
  return Object.fromEntries(
    (list as { readonly Key: string; readonly Value: unknown }[]).map(({ Key, Value }) => [Key, Value]),
  );
};

describe('an app server', () => {
  it('is a Graviton instance with version 2 of the metadata service, encrypted, without a key', () => {
    without().hasResourceProperties('AWS::EC2::LaunchTemplate', {
      LaunchTemplateData: Match.objectLike({
        InstanceType: 't4g.small',
        ImageId: 'ami-0a000000000000000',
        MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
        Monitoring: { Enabled: true },
        KeyName: Match.absent(),
        BlockDeviceMappings: [
          { DeviceName: '/dev/xvda', Ebs: Match.objectLike({ Encrypted: true, VolumeType: 'gp3' }) },
        ],
      }),
    });
  });

  it('is told its release by the launch template, so that an earlier version brings the earlier release', () => {
    const [template] = resourcesOf(synthesized().json('app'), 'AWS::EC2::LaunchTemplate');
    const { UserData } = template!.Properties['LaunchTemplateData'] as { readonly UserData: unknown };
    expect(JSON.stringify(UserData)).toMatch(/RELEASE_ID=\\"",\{"Ref":"Release"\}/);
    const { Type, Default } = synthesized().json('app').Parameters!['Release']!;
    expect([Type, Default]).toEqual(['String', undefined]);
  });

  it('has the settings of the shop, and where the data servers and static content are', () => {
    const [template] = resourcesOf(synthesized(shopWithDomain).json('app'), 'AWS::EC2::LaunchTemplate');
    const text = JSON.stringify(template);
    for (const setting of [
      'PUBLIC_URL=',
      'https://www.example.com',
      'TRUST_PROXY_HOPS=1',
      'ASSET_BASE_URL=',
      'ASSET_STORE_URL=',
      'MAIL_FROM=',
      'TEST_PAYMENTS=off',
      'ENDPOINT_NAME=',
      'AUTO_SCALING_GROUP=perfume-app',
    ])
      expect(text).toContain(setting);
    expect(text).not.toMatch(/COOKIE_SECRET|password/i);
  });
});

describe('the group of app servers', () => {
  it('spans both zones with two servers at least', () => {
    expect(group().Properties).toMatchObject({
      MinSize: '2',
      MaxSize: '4',
      AutoScalingGroupName: 'perfume-app',
    });
    expect(JSON.stringify(group().Properties['VPCZoneIdentifier'])).toMatch(/SubnetA.*SubnetB/);
    expect(group().Properties['VPCZoneIdentifier']).toHaveLength(2);
    expect(group().Properties).not.toHaveProperty('DesiredCapacity');
  });

  it('follows the mean CPU use, at 45 percent', () => {
    without().hasResourceProperties('AWS::AutoScaling::ScalingPolicy', {
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingConfiguration: {
        PredefinedMetricSpecification: { PredefinedMetricType: 'ASGAverageCPUUtilization' },
        TargetValue: 45,
      },
    });
    expect(group().Properties).toMatchObject({ DefaultInstanceWarmup: 90, Cooldown: '90' });
  });

  it('replaces a server that the load balancer finds unhealthy', () => {
    expect(group().Properties).toMatchObject({ HealthCheckType: 'ELB', HealthCheckGracePeriod: 30 });
  });

  it('gives up a server that never becomes healthy, and lets a leaving one end in order', () => {
    expect(group().Properties['LifecycleHookSpecificationList']).toEqual([
      {
        LifecycleHookName: 'launch',
        LifecycleTransition: 'autoscaling:EC2_INSTANCE_LAUNCHING',
        HeartbeatTimeout: 300,
        DefaultResult: 'ABANDON',
      },
      {
        LifecycleHookName: 'terminate',
        LifecycleTransition: 'autoscaling:EC2_INSTANCE_TERMINATING',
        HeartbeatTimeout: 120,
        DefaultResult: 'CONTINUE',
      },
    ]);
  });

  it('brings new servers in before old ones go, and takes a release back on alarm', () => {
    const { UpdatePolicy } = group() as unknown as { readonly UpdatePolicy: object };
    expect(UpdatePolicy).toMatchObject({
      AutoScalingInstanceRefresh: {
        Strategy: 'Rolling',
        Preferences: {
          MinHealthyPercentage: 100,
          MaxHealthyPercentage: 150,
          InstanceWarmup: 90,
          SkipMatching: true,
          BakeTime: 180,
          AlarmSpecification: { Alarms: [{ Ref: expect.stringMatching(/^RolloutAlarm/) as string }] },
        },
      },
    });
  });

  it('names a version of the launch template by its number, without which there is no way back', () => {
    expect(group().Properties['LaunchTemplate']).toMatchObject({
      Version: { 'Fn::GetAtt': [expect.stringMatching(/Template/), 'LatestVersionNumber'] },
    });
  });
});

describe('the load balancer', () => {
  it('asks each server every 5 seconds, believes the second answer, and waits 30 seconds for a leaving one', () => {
    without().hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', {
      Port: 8080,
      HealthCheckPath: '/health/ready',
      HealthCheckIntervalSeconds: 5,
      HealthCheckTimeoutSeconds: 2,
      HealthyThresholdCount: 2,
      UnhealthyThresholdCount: 2,
      Matcher: { HttpCode: '200' },
    });
    expect(attributes('AWS::ElasticLoadBalancingV2::TargetGroup', 'TargetGroupAttributes')).toMatchObject({
      'deregistration_delay.timeout_seconds': '30',
    });
  });

  it('goes by the timings that the servers go by', () => {
    expect(attributes('AWS::ElasticLoadBalancingV2::LoadBalancer', 'LoadBalancerAttributes')).toMatchObject({
      'idle_timeout.timeout_seconds': String(elbTimings.idleSeconds),
      'routing.http.drop_invalid_header_fields.enabled': 'true',
      'access_logs.s3.enabled': 'true',
    });
  });

  it('stands in both zones and faces the internet', () => {
    const [balancer] = resourcesOf(synthesized().json('app'), 'AWS::ElasticLoadBalancingV2::LoadBalancer');
    expect(balancer!.Properties).toMatchObject({ Scheme: 'internet-facing', Type: 'application' });
    expect(JSON.stringify(balancer!.Properties['Subnets'])).toMatch(/SubnetA.*SubnetB/);
  });

  it('may write its access logs', () => {
    without().hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 's3:PutObject',
            Principal: { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' },
          }),
        ]),
      },
    });
  });
});

describe('a shop with a domain', () => {
  it('is served by TLS 1.2 or 1.3 with a certificate that validates itself in its zone', () => {
    withDomain().hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
      Port: 443,
      Protocol: 'HTTPS',
      SslPolicy: Match.stringLikeRegexp('^ELBSecurityPolicy-TLS13-1-2-Res'),
      DefaultActions: [Match.objectLike({ Type: 'forward' })],
    });
    withDomain().hasResourceProperties('AWS::CertificateManager::Certificate', {
      DomainName: 'example.com',
      SubjectAlternativeNames: ['www.example.com'],
      ValidationMethod: 'DNS',
      DomainValidationOptions: Match.arrayWith([
        { DomainName: 'example.com', HostedZoneId: 'Z0123456789ABCDEFGHIJ' },
      ]),
    });
  });

  it('sends plain HTTP on to HTTPS, and the bare domain on to www', () => {
    withDomain().hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
      Port: 80,
      DefaultActions: [
        { Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } },
      ],
    });
    withDomain().hasResourceProperties('AWS::ElasticLoadBalancingV2::ListenerRule', {
      Conditions: [{ Field: 'host-header', HostHeaderConfig: { Values: ['example.com'] } }],
      Actions: [{ Type: 'redirect', RedirectConfig: { Host: 'www.example.com', StatusCode: 'HTTP_301' } }],
    });
  });

  it('has www and the bare domain lead to the load balancer', () => {
    for (const Name of ['www.example.com.', 'example.com.'])
      withDomain().hasResourceProperties('AWS::Route53::RecordSet', {
        Name,
        Type: 'A',
        HostedZoneId: 'Z0123456789ABCDEFGHIJ',
        AliasTarget: Match.objectLike({ DNSName: Match.anyValue() }),
      });
    expect(synthesized(shopWithDomain).json('app').Outputs!['ShopUrl']!.Value).toBe(
      'https://www.example.com',
    );
    withDomain().resourceCountIs('AWS::CloudFront::Distribution', 0);
  });
});

describe('a shop without a domain', () => {
  const secret = {
    'Fn::Join': [
      '',
      ['{{resolve:secretsmanager:', { Ref: Match.stringLikeRegexp('FrontDoorSecret') }, ':SecretString:::}}'],
    ],
  };

  it('is reached by CloudFront, which keeps no page and shows a secret to the load balancer', () => {
    without().hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        DefaultCacheBehavior: Match.objectLike({
          // Amazon's CachingDisabled and AllViewer.
          CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
          OriginRequestPolicyId: '216adef6-5c7f-47e4-b989-5492eafa07d3',
          ViewerProtocolPolicy: 'redirect-to-https',
        }),
        Origins: [
          Match.objectLike({
            OriginCustomHeaders: [{ HeaderName: 'X-Perfume-Front-Door', HeaderValue: secret }],
          }),
        ],
      },
    });
  });

  it('is refused by the load balancer to who comes without the secret', () => {
    without().hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
      Port: 80,
      DefaultActions: [
        Match.objectLike({
          Type: 'fixed-response',
          FixedResponseConfig: Match.objectLike({ StatusCode: '403' }),
        }),
      ],
    });
    without().hasResourceProperties('AWS::ElasticLoadBalancingV2::ListenerRule', {
      Conditions: [
        {
          Field: 'http-header',
          HttpHeaderConfig: { HttpHeaderName: 'X-Perfume-Front-Door', Values: [secret] },
        },
      ],
      Actions: [Match.objectLike({ Type: 'forward' })],
    });
  });

  it('tells its servers of both proxies before them', () => {
    expect(JSON.stringify(synthesized().json('app'))).toContain('TRUST_PROXY_HOPS=2');
  });
});

describe('the firewall', () => {
  it('is there when it is asked for, and counts requests of each address', () => {
    without().resourceCountIs('AWS::WAFv2::WebACL', 0);
    const shop = synthesized({ ...shopWithDomain, webFirewall: true });
    shop.template('app').hasResourceProperties('AWS::WAFv2::WebACL', {
      Scope: 'REGIONAL',
      Rules: Match.arrayWith([
        Match.objectLike({
          Action: { Block: {} },
          Statement: { RateBasedStatement: Match.objectLike({ Limit: 2_000, AggregateKeyType: 'IP' }) },
        }),
      ]),
    });
    shop.template('app').resourceCountIs('AWS::WAFv2::WebACLAssociation', 1);
  });

  it('takes the address from the header where CloudFront stands before it', () => {
    synthesized({ ...plainShop, webFirewall: true })
      .template('app')
      .hasResourceProperties('AWS::WAFv2::WebACL', {
        Rules: Match.arrayWith([
          Match.objectLike({
            Statement: { RateBasedStatement: Match.objectLike({ AggregateKeyType: 'FORWARDED_IP' }) },
          }),
        ]),
      });
  });
});
