import { applyRules } from '../network/namespaces.ts';
import type { Member, SecurityGroups } from './read.ts';
import { membershipRules, securityGroupRules } from './rules.ts';

/** Who is in which security group now; every host's rules know it. */
export interface Membership {
  /** Guards a host's namespace by its group, and makes its address known to the rules of all others. */
  join(member: Member, namespace: string, address: string): Promise<void>;
  leave(namespace: string): Promise<void>;
}

export function createMembership(groups: SecurityGroups, resolverAddress: string): Membership {
  const hosts = new Map<string, { readonly member: Member; readonly address: string }>();
  // One change after the other: each tells all hosts about all members.
  let turn: Promise<void> = Promise.resolve();

  const addresses = (): Record<Member, string[]> => {
    const of = (member: Member) =>
      [...hosts.values()].filter((host) => host.member === member).map(({ address }) => address);
    return { 'load-balancer': of('load-balancer'), app: of('app'), data: of('data'), witness: of('witness') };
  };

  function inTurn(change: () => Promise<void>): Promise<void> {
    const mine = turn.then(change);
    turn = mine.catch(() => undefined);
    return mine;
  }

  async function tellOthers(than: string): Promise<void> {
    const rules = membershipRules({ addresses: addresses() });
    for (const namespace of hosts.keys()) if (namespace !== than) await applyRules(namespace, rules);
  }

  return {
    join: (member, namespace, address) =>
      inTurn(async () => {
        hosts.set(namespace, { member, address });
        await applyRules(
          namespace,
          securityGroupRules({ member, groups, addresses: addresses(), resolverAddress }),
        );
        await tellOthers(namespace);
      }),
    leave: (namespace) =>
      inTurn(async () => {
        if (hosts.delete(namespace)) await tellOthers(namespace);
      }),
  };
}
