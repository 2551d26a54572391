import type { Member, Rule, SecurityGroups } from './read.ts';

export interface RulesPlan {
  readonly member: Member;
  readonly groups: SecurityGroups;
  /** Private addresses of who is in each group now. */
  readonly addresses: Readonly<Record<Member, readonly string[]>>;
  /** Amazon's resolver, which no security group stands before. */
  readonly resolverAddress: string;
}

const membersOf = (member: Member): string => member.replaceAll('-', '_');

/**
 * A host's security group as rules of nftables for its interface: what no rule lets in or out is dropped without a word,
 * answers pass. What travels in the tunnel is not seen, as on EC2. Replaces all rules that were there, at once.
 */
export function securityGroupRules(plan: RulesPlan): string {
  const { member, groups, resolverAddress } = plan;
  const { ingress, egress } = groups[member];
  return `table ip security
delete table ip security
table ip security {
${sets(plan)}
  chain input {
    type filter hook input priority 0; policy accept;
    iifname != "eth0" accept
    ct state established,related accept
${ingress.map((rule) => `    ${match(rule, 'saddr')} accept`).join('\n')}
    drop
  }
  chain output {
    type filter hook output priority 0; policy accept;
    oifname != "eth0" accept
    ct state established,related accept
    ip daddr ${resolverAddress} meta l4proto { tcp, udp } th dport 53 accept
${egress.map((rule) => `    ${match(rule, 'daddr')} accept`).join('\n')}
    drop
  }
}
`;
}

/** The members of each group, which change as servers come and go, without touching what is connected. */
export function membershipRules({ addresses }: Pick<RulesPlan, 'addresses'>): string {
  return Object.entries(addresses)
    .map(([member, of]) => {
      const set = membersOf(member as Member);
      const add = of.length > 0 ? `add element ip security ${set} { ${of.join(', ')} }\n` : '';
      return `flush set ip security ${set}\n${add}`;
    })
    .join('');
}

function sets({ addresses }: RulesPlan): string {
  return Object.entries(addresses)
    .map(([member, of]) => {
      const elements = of.length > 0 ? ` elements = { ${of.join(', ')} };` : '';
      return `  set ${membersOf(member as Member)} { type ipv4_addr;${elements} }`;
    })
    .join('\n');
}

function match({ protocol, fromPort, toPort, other }: Rule, side: 'saddr' | 'daddr'): string {
  const addresses = 'member' in other ? `@${membersOf(other.member)}` : other.block;
  const ports = fromPort === toPort ? String(fromPort) : `${fromPort}-${toPort}`;
  const from = addresses === '0.0.0.0/0' ? '' : `ip ${side} ${addresses} `;
  return `${from}${protocol} dport ${ports}`;
}
