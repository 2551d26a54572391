import { databasePaths, parameterNames, secretNames, type Layout } from '@perfume/instances';
import { readParameter, writeParameter } from '../aws/parameters.ts';
import { provideSecret, replaceSecret, type Secret } from '../aws/secrets.ts';
import { withLocalSession } from '../database/session.ts';
import type { DataServer } from '../instance.ts';
import { readIfThere, writeWhole } from '../system/files.ts';
import { bearsName, daysLeft, makeCertificates, renewCertificate, type Certificates } from './certificate.ts';

/** A certificate with fewer days than this is renewed: two months in which somebody can notice that it was not. */
export const renewBeforeDays = 60;

/** Whether certificates lie on this server, good or not. */
export async function lieHere(layout: Layout): Promise<boolean> {
  const { certificate, certificateKey, authority } = databasePaths(layout);
  const files = await Promise.all([certificate, certificateKey, authority].map((path) => readIfThere(path)));
  return files.every((text) => text !== undefined);
}

/** Whether a certificate that is still good lies on this server. */
export async function hasCertificate({ layout, facts }: DataServer): Promise<boolean> {
  const certificate = await readIfThere(databasePaths(layout).certificate);
  return certificate !== undefined && (await lieHere(layout)) && isGood(certificate, facts.endpointName);
}

/**
 * Brings certificate and authority from the shop's secret into MariaDB's files; whichever server comes first makes them, and
 * renews them in time. A MariaDB that runs takes the new ones without a restart.
 */
export async function keepCertificate(server: DataServer): Promise<void> {
  const { facts, cloud, layout, log } = server;
  const name = secretNames(facts.shop).tls;
  let certificates = certificatesIn(
    await provideSecret(cloud.secrets, name, async () =>
      asSecret(await makeCertificates(facts.shop, facts.endpointName)),
    ),
  );
  if (!isGood(certificates.certificate, facts.endpointName)) {
    certificates = await renewCertificate(certificates, facts.endpointName);
    // Should the peer do the same this moment, the later one counts, and both are good.
    await replaceSecret(cloud.secrets, name, asSecret(certificates));
    log.info('the certificate was renewed');
  }
  const paths = databasePaths(layout);
  const owner = { mode: 0o640, group: 'mysql' };
  await writeWhole(paths.authority, certificates.authority, { mode: 0o644 });
  await writeWhole(paths.certificate, certificates.certificate, owner);
  await writeWhole(paths.certificateKey, certificates.certificateKey, owner);
  await publishAuthority(server, certificates.authority);
  await reload(server);
}

function isGood(certificate: string, endpointName: string): boolean {
  return daysLeft(certificate) > renewBeforeDays && bearsName(certificate, endpointName);
}

/** App servers trust it. */
async function publishAuthority({ facts, cloud }: DataServer, authority: string): Promise<void> {
  const name = parameterNames(facts.shop).authority;
  if ((await readParameter(cloud.parameters, name)) !== authority)
    await writeParameter(cloud.parameters, name, authority);
}

/**
 * Done every time, also when nothing has changed: a MariaDB that did not take a certificate over takes it the next night. At
 * the first boot there is none yet that could.
 */
async function reload({ layout, log }: DataServer): Promise<void> {
  try {
    await withLocalSession(layout, (session) => session.ask('FLUSH LOCAL SSL'));
    log.info('MariaDB has the certificate that lies here');
  } catch (error) {
    if (isAbsent(error)) log.info('MariaDB does not run and will find the certificate');
    else
      log.error(
        { err: error },
        'MariaDB has not taken over the certificate; it is told again the next night',
      );
  }
}

/** Nobody listens at the socket. */
function isAbsent(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === 'ENOENT' || code === 'ECONNREFUSED';
}

const asSecret = (certificates: Certificates): Secret => ({ ...certificates });

function certificatesIn(secret: Secret): Certificates {
  const { authority, authorityKey, certificate, certificateKey } = secret;
  if (!authority || !authorityKey || !certificate || !certificateKey)
    throw new Error(
      'the secret with the certificates is not complete: delete it, and a data server makes a new one',
    );
  return { authority, authorityKey, certificate, certificateKey };
}
