import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import type { Layout } from '@perfume/instances';
import { readIfThere, writeWhole } from '../system/files.ts';

/** A WireGuard key, base64 as wg(8) writes it. */
export interface TunnelKey {
  readonly privateKey: string;
  readonly publicKey: string;
}

/** This node's own key, made at its first start; the private half never leaves the node. */
export async function provideKey(layout: Layout): Promise<TunnelKey> {
  const path = join(layout.settings, 'tunnel', 'key.json');
  const known = await readIfThere(path);
  if (known !== undefined) return JSON.parse(known) as TunnelKey;
  const key = makeKey();
  await writeWhole(path, `${JSON.stringify(key)}\n`, { mode: 0o600 });
  return key;
}

/** WireGuard's keys are those of X25519 (RFC 7748). */
export function makeKey(): TunnelKey {
  const { d, x } = generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' });
  const asBase64 = (text: string | undefined) => Buffer.from(text!, 'base64url').toString('base64');
  return { privateKey: asBase64(d), publicKey: asBase64(x) };
}

/** Whether it can be a public key: 32 bytes. */
export function isPublicKey(text: string): boolean {
  return /^[A-Za-z0-9+/]{43}=$/.test(text);
}
