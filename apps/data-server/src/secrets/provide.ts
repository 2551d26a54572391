import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { databasePaths, formatEnvironment, secretNames } from '@perfume/instances';
import { provideSecret } from '../aws/secrets.ts';
import { agentDatabase, agentUser } from '../database/users.ts';
import type { DataServer } from '../instance.ts';
import { writeWhole } from '../system/files.ts';
import { untilDone } from '../system/patience.ts';
import { hasCertificate, keepCertificate } from '../tls/keep.ts';

/** Random bytes of a password; letters and digits only, since it stands in a URL. */
const passwordBytes = 24;

/**
 * Brings what the database needs to start and be reached: certificates in their files, the agent's account, the storefront's
 * password in Secrets Manager. After a reboot with Amazon's API away, what lies here from before is enough.
 */
export async function provideSecrets(server: DataServer): Promise<void> {
  const { facts, cloud, layout, log } = server;
  await writeWhole(join(layout.settings, 'failover.env'), formatEnvironment(agentEnvironment(server)), {
    mode: 0o640,
    group: agentUser,
  });
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

/** The agent's account has no password: MariaDB knows it by its system user. */
function agentEnvironment({ layout }: DataServer): Record<string, string> {
  return {
    DATABASE_SOCKET: databasePaths(layout).socket,
    DATABASE_USER: agentUser,
    DATABASE_NAME: agentDatabase,
  };
}
