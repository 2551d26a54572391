import { stackKinds } from '../config/index.ts';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { plainShop, resourcesOf, shopWithDomain, synthesized } from '../testing/synthesized-shop.ts';

const network = () => synthesized(shopWithDomain).template('network');

/** Who may reach which port of whom, as the template says it. */
function admissions(settings = shopWithDomain): string[] {
  const json = synthesized(settings).json('network');
  const nameOf = (reference: unknown) =>
    /Security(loadbalancer|app|data|witness)/.exec(JSON.stringify(reference))?.[1] ?? 'unknown';
  const rule = (to: string, from: string, { IpProtocol, FromPort, ToPort }: Record<string, unknown>) => {
    expect(FromPort).toBe(ToPort);
    return `${from} → ${to} ${String(IpProtocol)} ${String(FromPort)}`;
  };
  return [
    ...resourcesOf(json, 'AWS::EC2::SecurityGroup').flatMap(({ id, Properties }) =>
      ((Properties['SecurityGroupIngress'] ?? []) as Record<string, unknown>[]).map((ingress) =>
        rule(nameOf(id), String(ingress['CidrIp'] ?? ingress['CidrIpv6']), ingress),
      ),
    ),
    ...resourcesOf(json, 'AWS::EC2::SecurityGroupIngress').map(({ Properties }) =>
      rule(
        nameOf(Properties['GroupId']),
        Properties['SourceSecurityGroupId'] ? nameOf(Properties['SourceSecurityGroupId']) : 'an address',
        Properties,
      ),
    ),
  ].sort();
}

describe('the network', () => {
  it('has a subnet in the first, the second and, for the witness, the third zone of the region', () => {
    for (const [index, cidr] of ['10.20.0.0/20', '10.20.16.0/20', '10.20.32.0/20'].entries()) {
      network().hasResourceProperties('AWS::EC2::Subnet', {
        CidrBlock: cidr,
        AvailabilityZone: { 'Fn::Select': [index, { 'Fn::GetAZs': '' }] },
      });
    }
    network().resourceCountIs('AWS::EC2::Subnet', 3);
  });

  it('resolves the name of the Elastic IP to a private address', () => {
    network().hasResourceProperties('AWS::EC2::VPC', {
      CidrBlock: '10.20.0.0/16',
      EnableDnsSupport: true,
      EnableDnsHostnames: true,
    });
  });

  it('reaches S3 by a gateway endpoint and pays for no NAT gateway and no interface endpoint', () => {
    network().hasResourceProperties('AWS::EC2::VPCEndpoint', {
      VpcEndpointType: 'Gateway',
      ServiceName: Match.objectLike({ 'Fn::Join': Match.anyValue() }),
      RouteTableIds: Match.anyValue(),
    });
    network().resourceCountIs('AWS::EC2::VPCEndpoint', 1);
    network().resourceCountIs('AWS::EC2::NatGateway', 0);
  });

  it('gives no server a public address unless it asks for one', () => {
    network().allResourcesProperties('AWS::EC2::Subnet', { MapPublicIpOnLaunch: false });
  });

  it('lets everybody reach exactly whom they need', () => {
    expect(admissions()).toEqual(
      [
        '0.0.0.0/0 → loadbalancer tcp 443',
        '0.0.0.0/0 → loadbalancer tcp 80',
        'app → data tcp 11211',
        'app → data tcp 3306',
        'data → data tcp 11211',
        'data → data tcp 3306',
        'data → data udp 51820',
        'data → witness udp 51820',
        'loadbalancer → app tcp 8080',
        'witness → data udp 51820',
      ].sort(),
    );
  });

  it('keeps the port for TLS closed while there is no certificate', () => {
    expect(admissions(plainShop).filter((rule) => rule.startsWith('0.0.0.0/0'))).toEqual([
      '0.0.0.0/0 → loadbalancer tcp 80',
    ]);
  });

  it('opens nothing to the world anywhere else, and SSH to nobody', () => {
    const shop = synthesized(shopWithDomain);
    for (const kind of stackKinds) {
      const text = JSON.stringify(
        Object.values(shop.json(kind).Resources)
          .filter(
            ({ Type, Properties }) =>
              Type === 'AWS::EC2::SecurityGroupIngress' ||
              (Type === 'AWS::EC2::SecurityGroup' &&
                !JSON.stringify(Properties['GroupDescription']).includes('load balancer')),
          )
          .map(({ Properties }) => ({ ...Properties, SecurityGroupEgress: undefined })),
      );
      expect(text).not.toMatch(/0\.0\.0\.0\/0|::\/0|"FromPort":22\b/);
      expect(JSON.stringify(shop.json(kind))).not.toContain('KeyName');
    }
  });

  it('lets servers out to the ports that they need, and to nothing else', () => {
    const outwards = resourcesOf(synthesized(shopWithDomain).json('network'), 'AWS::EC2::SecurityGroup').map(
      ({ Properties }) => [
        String(Properties['GroupDescription']).replace(/^perfume: /, ''),
        (
          (Properties['SecurityGroupEgress'] ?? [
            { CidrIp: '0.0.0.0/0', IpProtocol: 'all', FromPort: 0 },
          ]) as { CidrIp: string; IpProtocol: string; FromPort: number }[]
        )
          .filter(({ CidrIp }) => CidrIp === '0.0.0.0/0')
          .map(({ IpProtocol, FromPort }) => `${IpProtocol} ${FromPort}`)
          .sort(),
      ],
    );
    expect(Object.fromEntries(outwards)).toEqual({
      'load balancer, the one that is open to the world': [],
      'app servers': ['tcp 443', 'tcp 465', 'tcp 587', 'tcp 80'],
      'data servers': ['tcp 443', 'tcp 80'],
      witness: ['tcp 443', 'tcp 80'],
    });
  });

  it('lets a server out to each server that lets it in', () => {
    const json = synthesized(shopWithDomain).json('network');
    const pairs = (type: string, from: string, to: string) =>
      resourcesOf(json, type)
        .map(({ Properties }) =>
          JSON.stringify([
            Properties[from],
            Properties[to],
            Properties['IpProtocol'],
            Properties['FromPort'],
          ]),
        )
        .sort();
    expect(pairs('AWS::EC2::SecurityGroupEgress', 'GroupId', 'DestinationSecurityGroupId')).toEqual(
      pairs('AWS::EC2::SecurityGroupIngress', 'SourceSecurityGroupId', 'GroupId'),
    );
  });
});
