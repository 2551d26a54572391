import { X509Certificate } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import {
  databasePaths,
  layoutAt,
  parameterNames,
  parseEnvironment,
  secretNames,
  type AppServerFacts,
  type DataNodeName,
  type DataServerFacts,
} from '@perfume/instances';
import { describeOnServer } from '@perfume/instances/testing';
import { startOwnMoto } from '@perfume/local-services/own-moto';
import { createLogger } from '@perfume/telemetry';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { provideSettings } from '../app-server/settings.ts';
import { openCloud } from '../aws/clients.ts';
import { createParameter, readParameter } from '../aws/parameters.ts';
import { provideSecret, readSecret } from '../aws/secrets.ts';
import type { DataServer, Instance } from '../instance.ts';
import { provideUsers } from '../testing/users.ts';
import { bearsName, daysLeft, makeCertificates, renewCertificate } from '../tls/certificate.ts';
import { hasCertificate, keepCertificate } from '../tls/keep.ts';
import { provideSecrets } from './provide.ts';

const moto = await startOwnMoto();
Object.assign(process.env, moto.environment);

const endpointName = 'ec2-192-0-2-1.eu-central-1.compute.amazonaws.com';
const shop = 'scratch';
const log = createLogger({ level: 'silent', service: 'test' });
const cloud = openCloud('eu-central-1');

describeOnServer('secrets that the first server makes', ['openssl', 'wsrep_sst_mariabackup'], () => {
  let folder: string;
  let removeUsers: () => Promise<void>;

  beforeAll(async () => {
    removeUsers = await provideUsers([{ name: 'perfume', why: 'The storefront' }]);
  });
  afterAll(() => removeUsers());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'perfume-secrets-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function server(node: DataNodeName): Promise<DataServer> {
    const layout = layoutAt(join(folder, node));
    await mkdir(databasePaths(layout).tls, { recursive: true });
    const facts: DataServerFacts = {
      shop,
      region: 'eu-central-1',
      releaseBucket: 'releases',
      node,
      addresses: { a: '10.20.0.10', b: '10.20.16.10', c: '10.20.32.10' },
      endpointName,
      elasticIp: '192.0.2.1',
      elasticIpAllocationId: 'eipalloc-1',
      dataBucket: 'data',
    };
    return { facts: { role: 'data', ...facts }, layout, cloud, log };
  }

  const certificateOf = ({ layout }: DataServer) => readFile(databasePaths(layout).certificate, 'utf8');

  it('are the same on both servers when both make them at the same time', async () => {
    const [a, b] = [await server('a'), await server('b')];
    await Promise.all([provideSecrets(a), provideSecrets(b)]);
    expect(await certificateOf(a)).toBe(await certificateOf(b));
    const secret = await readSecret(cloud.secrets, secretNames(shop).database);
    expect(secret?.['password']).toMatch(/^[0-9a-f]{48}$/);
  });

  it('of several that are made at once, one counts', async () => {
    const made = await Promise.all(
      ['one', 'two', 'three'].map((value) =>
        provideSecret(cloud.secrets, 'scratch/raced', () => ({ value })),
      ),
    );
    expect(new Set(made.map(({ value }) => value)).size).toBe(1);
    const claims = await Promise.all(
      ['one', 'two', 'three'].map((value) => createParameter(cloud.parameters, '/scratch/raced', value)),
    );
    expect(claims.filter(Boolean)).toEqual([true]);
  });

  it('fill the secret that a template has made without a value', async () => {
    await new SecretsManagerClient(moto.client).send(
      new CreateSecretCommand({ Name: secretNames(shop).tls }),
    );
    const a = await server('a');
    await keepCertificate(a);
    expect(await hasCertificate(a)).toBe(true);
  });

  it('have a certificate with the endpoint’s name, signed by the authority that app servers are told of', async () => {
    const a = await server('a');
    await keepCertificate(a);
    const certificate = new X509Certificate(await certificateOf(a));
    const authority = await readParameter(cloud.parameters, parameterNames(shop).authority);
    expect(certificate.verify(new X509Certificate(authority!).publicKey)).toBe(true);
    expect(bearsName(certificate.toString(), endpointName)).toBe(true);
    expect(bearsName(certificate.toString(), 'elsewhere.example')).toBe(false);
    const { mode } = await stat(databasePaths(a.layout).certificateKey);
    expect(mode & 0o007).toBe(0);
  });

  it('renew a certificate by the same authority, so that nobody who trusts it notices', async () => {
    const made = await makeCertificates(shop, endpointName);
    const renewed = await renewCertificate(made, endpointName);
    expect(renewed.authority).toBe(made.authority);
    expect(renewed.certificate).not.toBe(made.certificate);
    expect(
      new X509Certificate(renewed.certificate).verify(new X509Certificate(made.authority).publicKey),
    ).toBe(true);
    expect(daysLeft(renewed.certificate)).toBeGreaterThan(300);
    expect(daysLeft(renewed.certificate, Date.now() + 400 * 86_400_000)).toBeLessThan(0);
  });

  it('reach the storefront in a file of its own, with the authority to verify the database by', async () => {
    await provideSecrets(await server('a'));
    const layout = layoutAt(join(folder, 'app'));
    await mkdir(layout.settings, { recursive: true });
    const facts: AppServerFacts = {
      shop,
      region: 'eu-central-1',
      releaseBucket: 'releases',
      endpointName,
      settings: {},
    };
    const instance: Instance = { facts: { role: 'app', ...facts }, layout, cloud, log };
    await provideSettings(instance);
    const variables = parseEnvironment(await readFile(join(layout.settings, 'storefront.env'), 'utf8'));
    expect(variables['DATABASE_URL']).toMatch(
      new RegExp(`^mysql://shop:[0-9a-f]{48}@${endpointName}:3306/perfume$`),
    );
    expect(variables['CACHE_URL']).toBe(`memcached://${endpointName}:11211`);
    expect(variables['COOKIE_SECRET']!.length).toBeGreaterThanOrEqual(32);
    expect(await readFile(join(layout.settings, 'database-authority.pem'), 'utf8')).toContain(
      'BEGIN CERTIFICATE',
    );
  });
});
