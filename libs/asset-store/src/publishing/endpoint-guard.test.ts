import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { S3Client, ListBucketsCommand } from '@aws-sdk/client-s3';
import { guardRequests, targetOf } from './endpoint-guard.ts';

const nowhere = { endpoint: undefined };

describe('where files go', () => {
  it.each([
    [{}, 'aws'],
    [{ AWS_ENDPOINT_URL: '' }, 'aws'],
    [{ AWS_ENDPOINT_URL: 'https://s3.eu-central-1.amazonaws.com' }, 'aws'],
    [{ AWS_ENDPOINT_URL: 'https://s3.cn-north-1.amazonaws.com.cn' }, 'aws'],
    [{ AWS_ENDPOINT_URL: 'http://127.0.0.1:5000' }, 'emulator'],
    [{ AWS_ENDPOINT_URL: 'http://localhost:5000' }, 'emulator'],
    [{ AWS_ENDPOINT_URL: 'http://[::1]:5000' }, 'emulator'],
    [{ AWS_ENDPOINT_URL: 'https://s3.amazonaws.com', AWS_ENDPOINT_URL_S3: 'http://127.9.9.9:1' }, 'emulator'],
  ] as const)('with %j is %s', (env, target) => {
    expect(targetOf(nowhere, env).target).toBe(target);
  });

  it.each([
    'http://10.20.0.10:9000',
    'https://minio.example.com',
    'https://s3.amazonaws.com.example.com',
    'https://amazonaws.com',
    'https://127.0.0.1.example.com',
    'http://s3.eu-central-1.amazonaws.com',
    'http://0.0.0.0:5000',
    'ftp://127.0.0.1',
    'nonsense',
  ])('is refused at %s', (endpoint) => {
    expect(() => targetOf(nowhere, { AWS_ENDPOINT_URL: endpoint })).toThrow(/files are not sent there/);
    expect(() => targetOf({ endpoint }, {})).toThrow(/files are not sent there/);
  });

  it('is refused where Amazon is meant and an emulator is set, and the other way round', () => {
    const emulator = { AWS_ENDPOINT_URL: 'http://127.0.0.1:5000' };
    expect(() => targetOf(nowhere, emulator, 'aws')).toThrow(/Unset AWS_ENDPOINT_URL/);
    expect(() => targetOf(nowhere, {}, 'emulator')).toThrow(/Set AWS_ENDPOINT_URL/);
    expect(targetOf(nowhere, emulator, 'emulator').target).toBe('emulator');
    expect(targetOf(nowhere, {}, 'aws').target).toBe('aws');
  });

  it('is looked at once more before each request, whatever a profile has made of it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'profile-'));
    const profile = join(folder, 'config');
    await writeFile(profile, '[default]\nendpoint_url = http://10.255.255.1:9\n');
    const before = process.env['AWS_CONFIG_FILE'];
    process.env['AWS_CONFIG_FILE'] = profile;
    try {
      const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
      const client = new S3Client({ region: 'eu-central-1', credentials });
      guardRequests(client, 'aws');
      await expect(client.send(new ListBucketsCommand({}))).rejects.toThrow(/about to go to 10\.255\.255\.1/);
    } finally {
      if (before === undefined) delete process.env['AWS_CONFIG_FILE'];
      else process.env['AWS_CONFIG_FILE'] = before;
      await rm(folder, { recursive: true });
    }
  });
});
