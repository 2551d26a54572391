import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { HeadObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ReleaseKind } from '../../release-plan.ts';
import { DeployFailed } from '../failure.ts';
import type { BuiltRelease } from './build-release.ts';
import { releaseKey } from './release-key.ts';

/**
 * Brings a release to its bucket, its SHA-256 last: a release that has one is whole. One that is there already is left as
 * it is, since its id stands for its content.
 * @param about what people want to know of it later, such as the commit; becomes metadata of the archive
 * @returns whether it was new
 */
export async function uploadRelease(
  client: S3Client,
  bucket: string,
  release: BuiltRelease,
  about: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  const { kind, architecture, id, path, sha256 } = release;
  if (await hasRelease(client, bucket, kind, id, architecture)) return false;
  const key = releaseKey(kind, id, architecture);
  await client.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: key,
      Body: await readFile(path),
      ContentType: 'application/gzip',
      Metadata: { ...about },
    }),
  );
  await client.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: `${key}.sha256`,
      // As sha256sum(1) reads it.
      Body: `${sha256}  ${basename(key)}\n`,
      ContentType: 'text/plain',
    }),
  );
  return true;
}

/** Whether a whole release of this id is in the bucket. */
export async function hasRelease(
  client: S3Client,
  bucket: string,
  kind: ReleaseKind,
  id: string,
  architecture: BuiltRelease['architecture'] = 'arm64',
): Promise<boolean> {
  try {
    const key = `${releaseKey(kind, id, architecture)}.sha256`;
    await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    return true;
  } catch (error) {
    if ((error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode === 404)
      return false;
    throw error;
  }
}

/** @throws DeployFailed when there is no whole release of this id */
export async function requireRelease(
  client: S3Client,
  bucket: string,
  kind: ReleaseKind,
  id: string,
): Promise<void> {
  if (await hasRelease(client, bucket, kind, id)) return;
  throw new DeployFailed(
    `There is no release ${id} of the shop in ${bucket}. Nothing was changed. List them with: nx deploy infra -- --releases`,
  );
}
