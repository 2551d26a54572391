import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../system/program.ts';

/** PEM texts, as they are kept in the secret. */
export interface Certificates {
  readonly authority: string;
  readonly authorityKey: string;
  readonly certificate: string;
  readonly certificateKey: string;
}

/** How long the authority is good for, in days: it outlives the shop's hardware. */
const authorityDays = 3_650;
/** How long MariaDB's certificate is good for, in days. */
export const certificateDays = 397;

/** Makes the shop's own authority and a certificate with the endpoint's name. */
export async function makeCertificates(shop: string, endpointName: string): Promise<Certificates> {
  return inFolder(async (folder) => {
    const authorityKey = await makeKey(folder, 'authority-key.pem');
    await run([
      'openssl',
      'req',
      '-x509',
      '-new',
      '-sha256',
      ...['-key', join(folder, 'authority-key.pem'), '-out', join(folder, 'authority.pem')],
      ...['-days', String(authorityDays), '-subj', `/CN=${shop} database authority`],
      ...[
        '-addext',
        'basicConstraints=critical,CA:TRUE,pathlen:0',
        '-addext',
        'keyUsage=critical,keyCertSign,cRLSign',
      ],
    ]);
    const authority = await readFile(join(folder, 'authority.pem'), 'utf8');
    return { authority, authorityKey, ...(await sign(folder, { authority, authorityKey }, endpointName)) };
  });
}

/** A new certificate by the same authority: who trusts the authority notices nothing. */
export async function renewCertificate(old: Certificates, endpointName: string): Promise<Certificates> {
  return inFolder(async (folder) => ({ ...old, ...(await sign(folder, old, endpointName)) }));
}

/** Days until the certificate ends; negative afterwards. */
export function daysLeft(certificate: string, now = Date.now()): number {
  return (Date.parse(new X509Certificate(certificate).validTo) - now) / 86_400_000;
}

/** Whether the certificate bears the name. */
export function bearsName(certificate: string, name: string): boolean {
  return new X509Certificate(certificate).checkHost(name) !== undefined;
}

async function sign(
  folder: string,
  { authority, authorityKey }: Pick<Certificates, 'authority' | 'authorityKey'>,
  name: string,
): Promise<Pick<Certificates, 'certificate' | 'certificateKey'>> {
  const at = (file: string) => join(folder, file);
  await writeFile(at('authority.pem'), authority, { mode: 0o600 });
  await writeFile(at('authority-key.pem'), authorityKey, { mode: 0o600 });
  const certificateKey = await makeKey(folder, 'server-key.pem');
  await writeFile(
    at('extensions.cnf'),
    `basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth,clientAuth\nsubjectAltName=DNS:${name},DNS:localhost\n`,
  );
  // A common name has at most 64 characters; the name that counts is the one in the extension.
  await run([
    'openssl',
    'req',
    '-new',
    '-sha256',
    '-key',
    at('server-key.pem'),
    '-out',
    at('request.pem'),
    '-subj',
    `/CN=${name.slice(0, 64)}`,
  ]);
  await run([
    'openssl',
    'x509',
    '-req',
    '-sha256',
    ...['-in', at('request.pem'), '-out', at('server.pem'), '-days', String(certificateDays)],
    ...[
      '-CA',
      at('authority.pem'),
      '-CAkey',
      at('authority-key.pem'),
      '-CAcreateserial',
      '-extfile',
      at('extensions.cnf'),
    ],
  ]);
  return { certificate: await readFile(at('server.pem'), 'utf8'), certificateKey };
}

async function makeKey(folder: string, name: string): Promise<string> {
  const path = join(folder, name);
  await run(['openssl', 'genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', path]);
  return readFile(path, 'utf8');
}

/** openssl reads and writes files: a folder that only this user can enter, gone afterwards. */
async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'perfume-tls-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
