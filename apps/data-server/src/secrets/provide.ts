import { randomBytes } from 'node:crypto';
import { secretNames } from '@perfume/instances';
import { provideSecret } from '../aws/secrets.ts';
import type { DataServer } from '../instance.ts';
import { untilDone } from '../system/patience.ts';
import { hasCertificate, keepCertificate } from '../tls/keep.ts';

/** Random bytes of a password; letters and digits only, since it stands in a URL. */
const passwordBytes = 24;

/**
 * Brings what the database needs to start and be reached: certificates in their files, the storefront's password in
 * Secrets Manager. After a reboot with Amazon's API away, what lies here from before is enough.
 */
export async function provideSecrets(server: DataServer): Promise<void> {
  const { facts, cloud, log } = server;
  if (await hasCertificate(server)) {
    log.info('certificates lie here from before');
    return;
  }
  await untilDone({ log, what: 'certificate' }, () => keepCertificate(server));
  await untilDone({ log, what: 'password of the storefront' }, () =>
    provideSecret(cloud.secrets, secretNames(facts.shop).database, () => ({
      username: 'shop',
      password: randomBytes(passwordBytes).toString('hex'),
    })),
  );
  log.info('passwords and certificates are there');
}
