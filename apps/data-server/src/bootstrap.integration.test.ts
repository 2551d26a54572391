import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { lstat, mkdir, mkdtemp, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { formatEnvironment, objectKeys } from '@perfume/instances';
import { itWith } from '@perfume/instances/testing';
import { workspaceRoot } from '@perfume/local-services';
import { startOwnMoto } from '@perfume/local-services/own-moto';
import { SignatureV4 } from '@smithy/signature-v4';
import { Sha256 } from './testing/sha256.ts';
import { afterEach, beforeEach, describe, expect } from 'vitest';

const moto = await startOwnMoto();
const script = join(workspaceRoot, 'libs/instances/src/bootstrap/fetch-release.py');
const architecture = process.arch === 'arm64' ? 'arm64' : 'x64';
const bucket = 'releases';

describe('a new server’s first program', () => {
  let root: string;
  const s3 = new S3Client({ ...moto.client, forcePathStyle: true });

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'perfume-bootstrap-'));
    await mkdir(join(root, 'etc/perfume'), { recursive: true });
    await mkdir(join(root, 'opt/perfume'), { recursive: true });
    await s3.send(
      new CreateBucketCommand({
        Bucket: bucket,
        CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' },
      }),
    );
    await settings({});
  });

  afterEach(() => rm(root, { recursive: true }));

  const settings = (more: Record<string, string>) =>
    writeFile(
      join(root, 'etc/perfume/template.env'),
      formatEnvironment({
        SHOP_NAME: 'perfume',
        AWS_REGION: 'eu-central-1',
        RELEASE_BUCKET: bucket,
        ...more,
      }),
    );

  /** An archive of a release with one file in it, stored as a deploy stores it. */
  async function store(id: string, content: string, sha256?: string): Promise<void> {
    const folder = join(root, `made-${id}`);
    await mkdir(folder);
    await writeFile(join(folder, 'hello.txt'), content);
    spawnSync('tar', ['-czf', `${folder}.tar.gz`, '-C', folder, 'hello.txt']);
    const body = await readFile(`${folder}.tar.gz`);
    const key = objectKeys.release(id, 'data', architecture);
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
    const sum = sha256 ?? createHash('sha256').update(body).digest('hex');
    await s3.send(
      new PutObjectCommand({ Bucket: bucket, Key: `${key}.sha256`, Body: `${sum}  data.tar.gz\n` }),
    );
  }

  const name = (id: string) =>
    new SSMClient(moto.client).send(
      new PutParameterCommand({ Name: '/perfume/release/data', Value: id, Type: 'String', Overwrite: true }),
    );

  const fetchRelease = (python: string) => {
    const done = spawnSync(python, [script, 'data'], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], PERFUME_ROOT: root, ...moto.environment },
    });
    return { status: done.status, words: `${done.stdout}${done.stderr}` };
  };

  const current = () => readFile(join(root, 'opt/perfume/current/hello.txt'), 'utf8');

  itWith(
    'python3',
    'fetches the release that the parameter names, and the next one in its place',
    async (python) => {
      await store('release-1', 'one');
      await name('release-1');
      expect(fetchRelease(python)).toMatchObject({ status: 0 });
      expect(await current()).toBe('one');
      await store('release-2', 'two');
      await name('release-2');
      expect(fetchRelease(python)).toMatchObject({ status: 0 });
      expect(await current()).toBe('two');
      expect(await readlink(join(root, 'opt/perfume/current'))).toBe('release-2');
      expect(await readFile(join(root, 'opt/perfume/release-1/hello.txt'), 'utf8')).toBe('one');
    },
  );

  itWith('python3', 'runs again without harm, also after it was cut off in the middle', async (python) => {
    await store('release-1', 'one');
    await name('release-1');
    await mkdir(join(root, 'opt/perfume/release-1.new'));
    await writeFile(join(root, 'opt/perfume/release-1.new/half'), '');
    expect(fetchRelease(python).status).toBe(0);
    expect(fetchRelease(python).status).toBe(0);
    expect(await current()).toBe('one');
    await expect(lstat(join(root, 'opt/perfume/release-1/half'))).rejects.toThrow('ENOENT');
  });

  itWith(
    'python3',
    'takes the release that its template names, whatever the parameter says',
    async (python) => {
      await store('release-1', 'one');
      await store('release-2', 'two');
      await name('release-2');
      await settings({ RELEASE_ID: 'release-1' });
      expect(fetchRelease(python).status).toBe(0);
      expect(await current()).toBe('one');
    },
  );

  itWith('python3', 'takes nothing whose SHA-256 is wrong, and keeps what it has', async (python) => {
    await store('release-1', 'one');
    await name('release-1');
    fetchRelease(python);
    await store('release-2', 'two', '0'.repeat(64));
    await name('release-2');
    const { status, words } = fetchRelease(python);
    expect(status).not.toBe(0);
    expect(words).toMatch(/^No release yet: RuntimeError: .* has the SHA-256/);
    expect(await current()).toBe('one');
  });

  itWith('python3', 'says in one line that there is no release yet, so that it is tried again', (python) => {
    const { status, words } = fetchRelease(python);
    expect(status).not.toBe(0);
    expect(words.trimEnd().split('\n')).toEqual([expect.stringContaining('No release yet')]);
  });

  itWith('python3', 'signs as the AWS SDK signs', async (python) => {
    const credentials = {
      accessKeyId: 'AKIDEXAMPLE',
      secretAccessKey: 'secret/key',
      sessionToken: 'a-token',
    };
    const now = new Date('2026-11-24T12:00:00Z');
    const headers = {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AmazonSSM.GetParameter',
    };
    const body = '{"Name": "/perfume/release/app"}';
    const signer = new SignatureV4({ credentials, region: 'eu-central-1', service: 'ssm', sha256: Sha256 });
    const signed = await signer.sign(
      {
        method: 'POST',
        protocol: 'https:',
        hostname: 'ssm.eu-central-1.amazonaws.com',
        path: '/',
        headers: { ...headers, host: 'ssm.eu-central-1.amazonaws.com' },
        body,
      },
      { signingDate: now },
    );
    const program = `
import sys, json, datetime, runpy
module = runpy.run_path(sys.argv[1], run_name="module")
now = datetime.datetime(2026, 11, 24, 12, tzinfo=datetime.timezone.utc)
headers = json.loads(sys.argv[2])
keys = ("AKIDEXAMPLE", "secret/key", "a-token")
print(module["signed"](keys, "eu-central-1", "ssm", "POST", "https://ssm.eu-central-1.amazonaws.com/", headers, sys.argv[3].encode(), now)["Authorization"])
`;
    const ours = spawnSync(python, ['-c', program, script, JSON.stringify(headers), body], {
      encoding: 'utf8',
    });
    expect(ours.stdout.trim(), ours.stderr).toBe(signed.headers['authorization']);
  });
});
