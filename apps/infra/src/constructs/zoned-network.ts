import { Fn, Stack, Validations } from 'aws-cdk-lib';
import {
  CfnInternetGateway,
  CfnRoute,
  CfnRouteTable,
  CfnSubnet,
  CfnSubnetRouteTableAssociation,
  CfnVPC,
  CfnVPCEndpoint,
  CfnVPCGatewayAttachment,
  Vpc,
  type IVpc,
} from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { networkCidr, zones, type Zone } from '../network-plan.ts';

/**
 * The network of a shop: a public subnet in each of three zones, a way out, and a gateway endpoint for S3, by which releases
 * and backups travel for nothing. Written out resource by resource, because zones are taken by their place in the region's
 * list: a synth then needs no account, and the third zone can exist at all.
 */
export class ZonedNetwork extends Construct {
  readonly vpc: IVpc;
  /** The id of each zone's subnet. */
  readonly subnetIds: Readonly<Record<Zone, string>>;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const vpc = new CfnVPC(this, 'Vpc', {
      cidrBlock: networkCidr,
      // The name of the Elastic IP resolves to its holder's private address only with both of these.
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: [{ key: 'Name', value: Stack.of(this).stackName }],
    });
    Validations.of(vpc).acknowledge({
      id: 'AwsSolutions-VPC7',
      reason:
        'A log of all flows costs by the gigabyte and nobody reads it daily; every port that is open is one of a tested table. It is switched on for an inquiry.',
    });
    const gateway = new CfnInternetGateway(this, 'InternetGateway');
    const attachment = new CfnVPCGatewayAttachment(this, 'GatewayAttachment', {
      vpcId: vpc.ref,
      internetGatewayId: gateway.ref,
    });
    const routes = new CfnRouteTable(this, 'Routes', { vpcId: vpc.ref });
    new CfnRoute(this, 'WayOut', {
      routeTableId: routes.ref,
      destinationCidrBlock: '0.0.0.0/0',
      gatewayId: gateway.ref,
    }).addResourceDependency(attachment);

    const subnet = (zone: Zone) => {
      const made = new CfnSubnet(this, `Subnet${zone.toUpperCase()}`, {
        vpcId: vpc.ref,
        cidrBlock: zones[zone].subnet,
        availabilityZone: zoneName(zone),
        // App servers get theirs from the launch template, data servers own Elastic IPs.
        mapPublicIpOnLaunch: false,
        tags: [{ key: 'Name', value: `${Stack.of(this).stackName}-${zone}` }],
      });
      new CfnSubnetRouteTableAssociation(this, `Routes${zone.toUpperCase()}`, {
        subnetId: made.ref,
        routeTableId: routes.ref,
      });
      return made.ref;
    };
    this.subnetIds = { a: subnet('a'), b: subnet('b'), c: subnet('c') };

    new CfnVPCEndpoint(this, 'S3Endpoint', {
      vpcId: vpc.ref,
      serviceName: `com.amazonaws.${Stack.of(this).region}.s3`,
      vpcEndpointType: 'Gateway',
      routeTableIds: [routes.ref],
    });

    this.vpc = Vpc.fromVpcAttributes(this, 'Attributes', {
      vpcId: vpc.ref,
      vpcCidrBlock: networkCidr,
      availabilityZones: [zoneName('a'), zoneName('b')],
      publicSubnetIds: [this.subnetIds.a, this.subnetIds.b],
      publicSubnetRouteTableIds: [routes.ref, routes.ref],
    });
  }
}

/** A zone's name, known only when the template is deployed: the region's first, second or third. */
export function zoneName(zone: Zone): string {
  return Fn.select(zones[zone].index, Fn.getAzs());
}
