import { z } from 'zod';
import { propertiesOf, TemplateError, type Assembly, type Resource } from '../template/assembly.ts';

export type Member = 'load-balancer' | 'app' | 'data' | 'witness';

export interface Rule {
  readonly protocol: 'tcp' | 'udp';
  readonly fromPort: number;
  readonly toPort: number;
  /** Another group's members, or a block of addresses. */
  readonly other: { readonly member: Member } | { readonly block: string };
}

/** What the members of a group may be sent, and may send. Everything else is refused, but answers always pass. */
export interface SecurityGroup {
  readonly ingress: readonly Rule[];
  readonly egress: readonly Rule[];
}

export type SecurityGroups = Readonly<Record<Member, SecurityGroup>>;

const members: readonly Member[] = ['load-balancer', 'app', 'data', 'witness'];

/** CDK's rule for a group that nothing may leave: it lets one kind of packet go to an address that nobody has. */
const toNobody = '255.255.255.255/32';

const traffic = z.object({
  IpProtocol: z.enum(['tcp', 'udp', 'icmp']),
  FromPort: z.number(),
  ToPort: z.number(),
  CidrIp: z.string().optional(),
});
const inline = z.object({
  SecurityGroupIngress: z.array(traffic).default([]),
  SecurityGroupEgress: z.array(traffic).default([]),
});
const separate = traffic.extend({
  GroupId: z.unknown(),
  SourceSecurityGroupId: z.unknown().optional(),
  DestinationSecurityGroupId: z.unknown().optional(),
});

/**
 * The security groups of the template by who is in them.
 * @throws TemplateError for a group that is attached to nothing known, and for a rule that the rehearsal cannot keep
 */
export function readSecurityGroups(assembly: Assembly): SecurityGroups {
  const memberOf = membership(assembly);
  const rules = new Map(members.map((member) => [member, { ingress: [] as Rule[], egress: [] as Rule[] }]));
  const member = (id: string | undefined): Member => {
    const found = id === undefined ? undefined : memberOf.get(id);
    if (found) return found;
    throw new TemplateError(
      `A rule names the security group ${id ?? 'without a name'}, in which nothing is.`,
    );
  };
  for (const resource of assembly.ofType('AWS::EC2::SecurityGroup')) {
    const own = rules.get(member(resource.id))!;
    const { SecurityGroupIngress, SecurityGroupEgress } = propertiesOf(resource, inline);
    own.ingress.push(...SecurityGroupIngress.map((rule) => toBlock(resource, rule)));
    const outwards = SecurityGroupEgress.filter(({ CidrIp }) => CidrIp !== toNobody);
    own.egress.push(...outwards.map((rule) => toBlock(resource, rule)));
  }
  for (const direction of ['ingress', 'egress'] as const) {
    const type = direction === 'ingress' ? 'AWS::EC2::SecurityGroupIngress' : 'AWS::EC2::SecurityGroupEgress';
    for (const resource of assembly.ofType(type)) {
      const rule = propertiesOf(resource, separate);
      const other = direction === 'ingress' ? rule.SourceSecurityGroupId : rule.DestinationSecurityGroupId;
      const own = rules.get(member(assembly.referred(rule.GroupId, resource.stack)))!;
      own[direction].push(
        other === undefined
          ? toBlock(resource, rule)
          : { ...ports(resource, rule), other: { member: member(assembly.referred(other, resource.stack)) } },
      );
    }
  }
  return Object.fromEntries(rules) as unknown as SecurityGroups;
}

/** Who is in a group: a group is known by what it is attached to, not by its name. */
function membership(assembly: Assembly): Map<string, Member> {
  const found = new Map<string, Member>();
  const attach = (resource: Resource, groups: readonly unknown[], member: Member) => {
    for (const group of groups) {
      const id = assembly.referred(group, resource.stack);
      if (id === undefined)
        throw new TemplateError(`${resource.id} is in a security group that is not in the template.`);
      found.set(id, member);
    }
  };
  for (const resource of assembly.ofType('AWS::ElasticLoadBalancingV2::LoadBalancer')) {
    attach(
      resource,
      propertiesOf(resource, z.object({ SecurityGroups: z.array(z.unknown()) })).SecurityGroups,
      'load-balancer',
    );
  }
  for (const resource of assembly.ofType('AWS::EC2::LaunchTemplate')) {
    const schema = z.object({
      LaunchTemplateData: z.object({
        SecurityGroupIds: z.array(z.unknown()).default([]),
        NetworkInterfaces: z.array(z.object({ Groups: z.array(z.unknown()).default([]) })).default([]),
      }),
    });
    const { SecurityGroupIds, NetworkInterfaces } = propertiesOf(resource, schema).LaunchTemplateData;
    attach(resource, [...SecurityGroupIds, ...NetworkInterfaces.flatMap(({ Groups }) => Groups)], 'app');
  }
  const interfaces = assembly.ofType('AWS::EC2::NetworkInterface');
  const groupsOf = (resource: Resource) =>
    propertiesOf(resource, z.object({ GroupSet: z.array(z.unknown()) })).GroupSet;
  const count = new Map<string, number>();
  for (const resource of interfaces) {
    for (const group of groupsOf(resource)) {
      const id = assembly.referred(group, resource.stack) ?? '';
      count.set(id, (count.get(id) ?? 0) + 1);
    }
  }
  // Two servers have data, one votes.
  for (const resource of interfaces) {
    for (const group of groupsOf(resource)) {
      const id = assembly.referred(group, resource.stack) ?? '';
      attach(resource, [group], count.get(id) === 1 ? 'witness' : 'data');
    }
  }
  return found;
}

function toBlock(resource: Resource, rule: z.infer<typeof traffic>): Rule {
  if (rule.CidrIp === undefined) throw new TemplateError(`${resource.id} has a rule without addresses.`);
  return { ...ports(resource, rule), other: { block: rule.CidrIp } };
}

function ports(
  resource: Resource,
  { IpProtocol, FromPort, ToPort }: z.infer<typeof traffic>,
): Omit<Rule, 'other'> {
  if (IpProtocol === 'icmp')
    throw new TemplateError(`${resource.id} is about ICMP, which the rehearsal does not filter.`);
  return { protocol: IpProtocol, fromPort: FromPort, toPort: ToPort };
}
