import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatEnvironment, layoutAt, parseEnvironment, type Layout } from '@perfume/instances';
import { createLogger } from '@perfume/telemetry';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFacts } from './facts.ts';

const log = createLogger({ level: 'silent', service: 'test' });

/** What the metadata service of an instance answers to whoever has got a token from it. */
const metadata: Readonly<Record<string, string>> = {
  'instance-id': 'i-0123',
  'placement/availability-zone': 'eu-central-1a',
  mac: '02:00:00:00:00:01',
  'network/interfaces/macs/02:00:00:00:00:01/interface-id': 'eni-0123',
  'local-ipv4': '10.20.0.10',
};

describe('instance.env', () => {
  let layout: Layout;
  let service: Server;

  beforeEach(async () => {
    layout = layoutAt(await mkdtemp(join(tmpdir(), 'perfume-facts-')));
    await mkdir(layout.settings, { recursive: true });
    service = createServer((request, response) => {
      if (request.method === 'PUT') return void response.end('a-token');
      const known = metadata[(request.url ?? '').replace('/latest/meta-data/', '')];
      response.statusCode =
        request.headers['x-aws-ec2-metadata-token'] !== 'a-token' ? 401 : known === undefined ? 404 : 200;
      response.end(known);
    });
    await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
    process.env['AWS_EC2_METADATA_SERVICE_ENDPOINT'] =
      `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  });

  afterEach(async () => {
    delete process.env['AWS_EC2_METADATA_SERVICE_ENDPOINT'];
    await new Promise((resolve) => service.close(resolve));
    await rm(layout.root, { recursive: true });
  });

  const template = {
    SHOP_NAME: 'perfume',
    INSTANCE_ROLE: 'app',
    AWS_REGION: 'eu-central-1',
    RELEASE_BUCKET: 'releases',
    ENDPOINT_NAME: 'endpoint.test',
  };
  const read = async () => parseEnvironment(await readFile(join(layout.settings, 'instance.env'), 'utf8'));

  it('holds what the template and the metadata service say, however often it is written', async () => {
    await writeFile(join(layout.settings, 'template.env'), formatEnvironment(template));
    for (let time = 1; time <= 2; time += 1) {
      const facts = await writeFacts(layout, log);
      expect(facts.instance).toMatchObject({
        instanceId: 'i-0123',
        privateAddress: '10.20.0.10',
        networkInterfaceId: 'eni-0123',
      });
    }
    expect(await read()).toMatchObject({
      ...template,
      INSTANCE_ID: 'i-0123',
      INSTANCE_ZONE: 'eu-central-1a',
    });
    expect(Number((await read())['MEMORY_MIB'])).toBeGreaterThan(128);
  });

  it('is left alone where it was given', async () => {
    const given = {
      ...template,
      INSTANCE_ID: 'i-given',
      INSTANCE_ZONE: 'z',
      NETWORK_INTERFACE_ID: 'eni-g',
      PRIVATE_ADDRESS: '10.0.0.1',
      MEMORY_MIB: '512',
    };
    await writeFile(join(layout.settings, 'instance.env'), formatEnvironment(given));
    expect((await writeFacts(layout, log)).instance?.instanceId).toBe('i-given');
    expect(await read()).toEqual(given);
  });

  it('is asked for by name when there is neither a template nor the file', async () => {
    await expect(writeFacts(layout, log)).rejects.toThrow('Neither template.env nor instance.env');
  });
});
