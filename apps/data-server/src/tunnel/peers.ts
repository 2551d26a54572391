import { join } from 'node:path';
import { nodeNames, parameterNames, type NodeName } from '@perfume/instances';
import { readParameter, writeParameter } from '../aws/parameters.ts';
import type { TunnelInstance } from '../instance.ts';
import { readJsonIfThere, writeWhole } from '../system/files.ts';
import { isPublicKey } from './key.ts';
import type { PeerKeys } from './wireguard.ts';

/** Says our own public key to the peers, if they have another one of us. */
export async function publishKey({ facts, node, cloud }: TunnelInstance, publicKey: string): Promise<void> {
  const name = parameterNames(facts.shop).tunnelKey(node);
  if ((await readParameter(cloud.parameters, name)) !== publicKey)
    await writeParameter(cloud.parameters, name, publicKey);
}

/** The peers' public keys as they are published now; those that have none are left out. */
export async function askForPeers({ facts, node, cloud, log }: TunnelInstance): Promise<PeerKeys> {
  const names = parameterNames(facts.shop);
  const keys: Partial<Record<NodeName, string>> = {};
  for (const peer of nodeNames.filter((other) => other !== node)) {
    const key = await readParameter(cloud.parameters, names.tunnelKey(peer));
    if (key === undefined) continue;
    if (isPublicKey(key)) keys[peer] = key;
    else log.error({ peer }, 'what is published as the key of a peer is none');
  }
  return keys;
}

/** The peers as they were last known: a reboot finds them also while Amazon's API is away. */
export async function rememberedPeers({ layout }: TunnelInstance): Promise<PeerKeys> {
  const found = await readJsonIfThere(join(layout.settings, 'tunnel', 'peers.json'));
  if (typeof found !== 'object' || found === null) return {};
  return Object.fromEntries(
    Object.entries(found).filter(
      (entry): entry is [NodeName, string] => typeof entry[1] === 'string' && isPublicKey(entry[1]),
    ),
  );
}

export async function rememberPeers({ layout }: TunnelInstance, peers: PeerKeys): Promise<void> {
  await writeWhole(join(layout.settings, 'tunnel', 'peers.json'), `${JSON.stringify(peers)}\n`, {
    mode: 0o600,
  });
}
