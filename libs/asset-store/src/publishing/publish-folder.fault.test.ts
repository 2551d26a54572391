import { rm } from 'node:fs/promises';
import { startOwnMoto } from '@perfume/local-services/own-moto';
import { afterEach, describe, expect, it } from 'vitest';
import { publishFolder } from '../index.ts';
import { makeBucket, makeFolder } from '../testing/bucket.ts';
import { startS3InTrouble, type S3InTrouble } from '../testing/s3-in-trouble.ts';

const moto = await startOwnMoto();
const folders: string[] = [];
const servers: S3InTrouble[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) server.stop();
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
});

async function publishThrough(
  trouble: Parameters<typeof startS3InTrouble>[1],
  bucket: string,
  options: { readonly parallel?: number; readonly answerMs?: number } = {},
) {
  const server = await startS3InTrouble(moto.endpoint, trouble);
  servers.push(server);
  const there = await makeBucket(moto, bucket);
  const files = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`p-${at}.svg`, String(at)]));
  const folder = await makeFolder(files);
  folders.push(folder);
  const env = { ...moto.environment, AWS_ENDPOINT_URL: server.endpoint };
  return { server, there, publishing: publishFolder({ folder, to: there.url, env, ...options }) };
}

describe('publishing to an S3 in trouble', () => {
  it('tries again what it was asked to send later, and has everything there in the end', async () => {
    const seen = new Set<string>();
    const { there, publishing } = await publishThrough((method, path) => {
      const isFirst = method === 'PUT' && !seen.has(path) && path.includes('p-1');
      seen.add(path);
      return isFirst ? 'busy' : 'pass';
    }, 'busy-bucket');
    expect(await publishing).toMatchObject({ uploaded: 40 });
    expect(await there.keys()).toHaveLength(40);
  });

  it('sends as many files at once as it may and no more', async () => {
    const { server, publishing } = await publishThrough(() => 'pass', 'parallel-bucket', { parallel: 5 });
    await publishing;
    expect(server.mostAtOnce).toBe(5);
  });

  it('gives up on one that never answers, says so, and has asked it five times', async () => {
    const { server, publishing } = await publishThrough(() => 'silence', 'silent-bucket', { answerMs: 100 });
    await expect(publishing).rejects.toThrow(/gave no answer.*list the bucket.*run it again/);
    expect(server.requests).toEqual({ GET: 5 });
  });

  it('stops at a file that cannot be stored, names it, and keeps what is there', async () => {
    const { server, there, publishing } = await publishThrough(
      (_method, path) => (path.includes('p-20.svg') ? 'busy' : 'pass'),
      'half-bucket',
      { parallel: 2 },
    );
    await expect(publishing).rejects.toThrow(/upload p-20\.svg: SlowDown/);
    const puts = server.requests['PUT'] ?? 0;
    expect((await there.keys()).length).toBeLessThan(40);
    expect((await there.keys()).length).toBe(puts - 5);
  });
});
