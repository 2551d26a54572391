import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  formatEnvironment,
  parameterNames,
  ports,
  secretNames,
  type AppServerFacts,
} from '@perfume/instances';
import { readParameter } from '../aws/parameters.ts';
import { provideSecret, readSecret } from '../aws/secrets.ts';
import { shopDatabase } from '../database/users.ts';
import type { Instance } from '../instance.ts';
import { writeWhole } from '../system/files.ts';
import { untilDone } from '../system/patience.ts';

/** Random bytes of the key that signs cookies. */
const cookieBytes = 48;

/** Brings the storefront's secrets and the database's authority into files that only it can read, for as long as it takes. */
export async function provideSettings(instance: Instance): Promise<void> {
  const { layout, log, cloud, facts } = instance;
  const names = secretNames(facts.shop);
  const secret = await untilDone({ log, what: 'secret settings of the storefront' }, () =>
    provideSecret(cloud.secrets, names.app, () => ({
      COOKIE_SECRET: randomBytes(cookieBytes).toString('base64url'),
    })),
  );
  // Made by the template or by the first data server, which may be booting too.
  const login = await untilDone({ log, what: 'login to the database' }, async () => {
    const found = await readSecret(cloud.secrets, names.database);
    if (!found?.['username'] || !found['password'])
      throw new Error(`the secret ${names.database} has no username and password`);
    return { username: found['username'], password: found['password'] };
  });
  const authority = await untilDone({ log, what: 'authority of the database' }, async () => {
    const found = await readParameter(cloud.parameters, parameterNames(facts.shop).authority);
    if (found === undefined) throw new Error('no data server has published it');
    return found;
  });
  const owner = { mode: 0o640, group: 'perfume' };
  await writeWhole(join(layout.settings, 'database-authority.pem'), authority, owner);
  const { endpointName } = facts as AppServerFacts;
  await writeWhole(
    join(layout.settings, 'storefront.env'),
    // A shop that moved to a managed database names it in its secret.
    formatEnvironment({ ...addressesOf(endpointName, login), ...secret }),
    owner,
  );
  log.info('the storefront has its settings');
}

function addressesOf(
  endpointName: string,
  { username, password }: { readonly username: string; readonly password: string },
): Record<string, string> {
  const account = `${encodeURIComponent(username)}:${encodeURIComponent(password)}`;
  return {
    DATABASE_URL: `mysql://${account}@${endpointName}:${ports.database.port}/${shopDatabase}`,
    CACHE_URL: `memcached://${endpointName}:${ports.cache.port}`,
  };
}
