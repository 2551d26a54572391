import { Peer, Port, SecurityGroup, type CfnSecurityGroup, type IVpc } from 'aws-cdk-lib/aws-ec2';
import { allPorts, outgoing, type Port as ListeningPort, type Role } from '@perfume/instances';
import { Construct } from 'constructs';
import { acknowledgeOpenToTheWorld } from './load-balancer.ts';

export interface SecurityGroupsProps {
  readonly vpc: IVpc;
  readonly shop: string;
  /** Whether the load balancer has a certificate; without one, its port for TLS stays closed. */
  readonly tls: boolean;
}

type Member = Role | 'load-balancer';

const members: readonly Member[] = ['load-balancer', 'app', 'data', 'witness'];

/**
 * Who may reach whom: one group for each kind of server, by reference and from the one table of ports, which the rehearsal
 * and docs/reference/ports.md go by too. What is not in it is closed, inwards and outwards.
 */
export class SecurityGroups extends Construct {
  readonly groups: Readonly<Record<Member, SecurityGroup>>;

  constructor(scope: Construct, id: string, { vpc, shop, tls }: SecurityGroupsProps) {
    super(scope, id);
    const group = (member: Member) =>
      new SecurityGroup(this, member, {
        vpc,
        description: `${shop}: ${descriptions[member]}`,
        allowAllOutbound: false,
      });
    this.groups = Object.fromEntries(members.map((member) => [member, group(member)])) as Record<
      Member,
      SecurityGroup
    >;
    for (const listening of allPorts) {
      if (listening.network === 'vpc' && (tls || listening.name !== 'https')) this.#admit(listening);
    }
    for (const { port, protocol, roles } of outgoing) {
      for (const role of roles) {
        this.groups[role].addEgressRule(Peer.anyIpv4(), traffic(protocol, port), `${protocol} ${port}`);
      }
    }
    this.#closeOutwards('load-balancer');
    acknowledgeOpenToTheWorld(this.groups['load-balancer']);
  }

  /** Without one rule of its own a group is open outwards; rules that name other groups do not count as such. */
  #closeOutwards(member: Member): void {
    const resource = this.groups[member].node.defaultChild as CfnSecurityGroup;
    resource.addPropertyOverride('SecurityGroupEgress', [
      {
        CidrIp: '255.255.255.255/32',
        Description: 'Nothing but what rules for other groups say',
        IpProtocol: 'icmp',
        FromPort: 252,
        ToPort: 86,
      },
    ]);
  }

  #admit({ name, port, protocol, on, from }: ListeningPort): void {
    for (const source of from) {
      if (source === 'world') {
        this.groups[on].addIngressRule(Peer.anyIpv4(), traffic(protocol, port), name);
      } else {
        this.groups[on].connections.allowFrom(this.groups[source], traffic(protocol, port), name);
        // Between servers of one kind, CDK writes the rule for the way in alone.
        if (source === on) this.groups[on].addEgressRule(this.groups[on], traffic(protocol, port), name);
      }
    }
  }
}

const descriptions: Readonly<Record<Member, string>> = {
  'load-balancer': 'load balancer, the one that is open to the world',
  app: 'app servers',
  data: 'data servers',
  witness: 'witness',
};

function traffic(protocol: 'tcp' | 'udp', port: number): Port {
  return protocol === 'tcp' ? Port.tcp(port) : Port.udp(port);
}
