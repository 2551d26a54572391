import { Fn, RemovalPolicy } from 'aws-cdk-lib';
import { CfnEIP } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';

/**
 * The endpoint of the data servers: an Elastic IP and its public name. The address is allocated here and associated by the
 * failover agent only, at run time: a deploy can never drag it to another server.
 */
export class Endpoint extends Construct {
  readonly address: string;
  readonly allocationId: string;
  /** The name that resolves to the holder's private address inside the network. */
  readonly dnsName: string;

  constructor(scope: Construct, id: string, props: { readonly shop: string; readonly region: string }) {
    super(scope, id);
    const elasticIp = new CfnEIP(this, 'ElasticIp', {
      domain: 'vpc',
      tags: [{ key: 'Name', value: `${props.shop}-endpoint` }],
    });
    // The name is what app servers know; it stays theirs whatever happens to the stack.
    elasticIp.applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.address = elasticIp.ref;
    this.allocationId = elasticIp.attrAllocationId;
    this.dnsName = publicDnsName(elasticIp.ref, props.region);
  }
}

/** The name that EC2 gives to a public address, such as `ec2-192-0-2-1.eu-central-1.compute.amazonaws.com`. */
export function publicDnsName(address: string, region: string): string {
  const dashed = Fn.join('-', Fn.split('.', address));
  const suffix = region === 'us-east-1' ? 'compute-1' : `${region}.compute`;
  return Fn.join('', ['ec2-', dashed, `.${suffix}.amazonaws.com`]);
}
