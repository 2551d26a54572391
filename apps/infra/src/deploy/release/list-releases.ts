import { HeadObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import type { ReleaseKind } from '../../release-plan.ts';
import { releaseKey } from './release-key.ts';

/** A release in the bucket. */
export interface StoredRelease {
  readonly id: string;
  readonly uploaded: Date;
  /** Of the repository, when it was built. */
  readonly commit: string | undefined;
}

/** The whole releases of a kind in the bucket, newest first. */
export async function listReleases(
  client: S3Client,
  bucket: string,
  kind: ReleaseKind,
): Promise<readonly StoredRelease[]> {
  const found: { id: string; uploaded: Date }[] = [];
  const suffix = releaseKey(kind, '', 'arm64').slice('releases/'.length);
  for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: 'releases/' })) {
    for (const { Key = '', LastModified } of page.Contents ?? []) {
      if (!Key.endsWith(`${suffix}.sha256`) || !LastModified) continue;
      found.push({ id: Key.slice('releases/'.length, -`${suffix}.sha256`.length), uploaded: LastModified });
    }
  }
  found.sort((one, other) => other.uploaded.getTime() - one.uploaded.getTime());
  return Promise.all(
    found.map(async (release) => {
      const key = releaseKey(kind, release.id, 'arm64');
      const { Metadata } = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
      return { ...release, commit: Metadata?.['commit'] };
    }),
  );
}
