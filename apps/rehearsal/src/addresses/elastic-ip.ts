import { applyRules, tryInNamespace } from '../network/namespaces.ts';

export interface TranslationPlan {
  readonly router: string;
  readonly elasticIp: string;
  /** The address that the world has for a host that reaches the Elastic IP from inside: no security group knows it. */
  readonly outside: string;
}

/**
 * The Elastic IP as what it is on EC2: a 1:1 translation at the edge of the network. The holder never sees the address
 * itself, and everything that is sent to it comes from outside.
 */
export async function prepareTranslation({ router, elasticIp, outside }: TranslationPlan): Promise<void> {
  await applyRules(
    router,
    `table ip elastic {
      map association { type ipv4_addr : ipv4_addr; }
      chain prerouting {
        type nat hook prerouting priority -100; policy accept;
        dnat to ip daddr map @association
      }
      chain postrouting {
        type nat hook postrouting priority 100; policy accept;
        ct original ip daddr ${elasticIp} snat to ${outside}
      }
      # Without a holder the address leads nowhere.
      chain forward {
        type filter hook forward priority 0; policy accept;
        ip daddr ${elasticIp} drop
      }
    }`,
  );
}

/**
 * Points the address at a host, or at none, in one transaction; connections that were open through it end, for the kernel
 * would go on sending their packets to the old host.
 */
export async function translateTo(plan: TranslationPlan, privateAddress: string | undefined): Promise<void> {
  const element = privateAddress
    ? `add element ip elastic association { ${plan.elasticIp} : ${privateAddress} }`
    : '';
  await applyRules(plan.router, `flush map ip elastic association\n${element}\n`);
  // It ends with 1 when there was nothing to delete.
  await tryInNamespace(plan.router, ['conntrack', '-D', '-d', plan.elasticIp]);
}
