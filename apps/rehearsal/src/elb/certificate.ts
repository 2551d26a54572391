import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { command } from '../run/command.ts';

export interface Certificate {
  /** Certificate and key in one file, as HAProxy wants them. */
  readonly path: string;
  /** The certificate alone: whoever trusts it trusts the load balancer of this run and nobody else. */
  readonly pem: string;
}

/** Makes a certificate for an address, which vouches for itself and lasts for two days. */
export async function makeCertificate(directory: string, address: string): Promise<Certificate> {
  const key = join(directory, 'elb-key.pem');
  const certificate = join(directory, 'elb-certificate.pem');
  await command([
    ...['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-noenc'],
    ...['-days', '2', '-subj', '/CN=rehearsal', '-addext', `subjectAltName=IP:${address}`],
    ...['-keyout', key, '-out', certificate],
  ]);
  const pem = await readFile(certificate, 'utf8');
  const path = join(directory, 'elb.pem');
  await writeFile(path, pem + (await readFile(key, 'utf8')), { mode: 0o600 });
  return { path, pem };
}
