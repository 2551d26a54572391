import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { PutParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { objectKeys, parameterNames } from '@perfume/instances';
import type { PackedRelease, ReleaseKind } from './pack.ts';

export interface ReleaseStore {
  readonly s3: S3Client;
  readonly ssm: SSMClient;
  readonly bucket: string;
  readonly shop: string;
}

/** Instances run on this machine's processor. */
const architecture = process.arch === 'arm64' ? 'arm64' : 'x64';

/** Brings a release to its bucket under an id, its SHA-256 last. */
export async function publishRelease(store: ReleaseStore, id: string, release: PackedRelease): Promise<void> {
  const key = objectKeys.release(id, release.kind, architecture);
  const put = (Key: string, Body: Buffer | string) =>
    store.s3.send(new PutObjectCommand({ Bucket: store.bucket, Key, Body }));
  await put(key, await readFile(release.path));
  await put(`${key}.sha256`, `${release.sha256}  ${basename(key)}\n`);
}

/** From now on a new instance of the kind installs this release. */
export async function nameCurrentRelease(store: ReleaseStore, kind: ReleaseKind, id: string): Promise<void> {
  const Name = parameterNames(store.shop).release(kind);
  await store.ssm.send(new PutParameterCommand({ Name, Value: id, Type: 'String', Overwrite: true }));
}
