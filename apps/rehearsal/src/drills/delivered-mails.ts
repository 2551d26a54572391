import { join } from 'node:path';
import { serverLayout } from '@perfume/instances';
import type { Deliveries, DeliveredMail } from '../ledger/index.ts';
import type { InstanceView, Topology } from '../topology.ts';

/** Where a shop without an SMTP server keeps the mails that it sends, one file each. */
const mailFolder = join(serverLayout.state, 'storefront', 'mail');

/** Prints reader and Message-ID of each mail to somebody of a load: `file:"to":"…"` and `file:"messageId":"…"`. */
const script = `
cd "$1" 2>/dev/null || exit 0
grep -lF "\\"to\\":\\"$2-" *.json 2>/dev/null | while read -r file; do
  grep -oHE '"(to|messageId)":"[^"]*"' "$file"
done
true`;

/**
 * The mails to a load's shoppers that app servers have sent, from the servers themselves.
 * @param before the app servers at the beginning: what one sent that is gone by now is not known
 * @returns undefined where no mail is kept at all
 */
export async function deliveredMails(
  topology: Topology,
  loadId: string,
  before: readonly InstanceView[],
): Promise<Deliveries | undefined> {
  const servers = topology.instances().filter(({ role, state }) => role === 'app' && state === 'running');
  const found = await Promise.all(
    servers.map(async ({ id }) => {
      const { stdout } = await topology.exec(id, ['/bin/sh', '-c', script, 'mails', mailFolder, loadId]);
      return readMails(stdout);
    }),
  );
  const mails = found.flat();
  if (mails.length === 0) return undefined;
  const there = new Set(servers.map(({ id }) => id));
  return { mails, complete: before.filter(({ role }) => role === 'app').every(({ id }) => there.has(id)) };
}

/** Reads what the script prints. */
export function readMails(printed: string): readonly DeliveredMail[] {
  const files = new Map<string, { to?: string; messageId?: string }>();
  for (const [, file = '', name = '', value = ''] of printed.matchAll(
    /^([^:\n]+):"(to|messageId)":"([^"\n]*)"$/gm,
  ))
    files.set(file, { ...files.get(file), [name]: value });
  return [...files.values()].flatMap(({ to, messageId }) =>
    to === undefined || messageId === undefined ? [] : [{ to, messageId }],
  );
}
