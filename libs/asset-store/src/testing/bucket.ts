import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import type { Moto } from '@perfume/local-services';

/** A bucket as a stranger sees it, to look at what was published. */
export async function makeBucket(moto: Moto, name: string) {
  const client = new S3Client({ ...moto.client, forcePathStyle: true });
  await client.send(
    new CreateBucketCommand({
      Bucket: name,
      CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' },
    }),
  );
  return {
    url: `s3://${name}?region=eu-central-1`,
    async keys(): Promise<readonly string[]> {
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: name }));
      return Contents.map(({ Key = '' }) => Key).sort();
    },
    async object(key: string) {
      const { Body, ContentType, CacheControl, ContentEncoding } = await client.send(
        new GetObjectCommand({ Bucket: name, Key: key }),
      );
      return { text: await Body?.transformToString(), ContentType, CacheControl, ContentEncoding };
    },
  };
}

/** A folder with these files, by name. */
export async function makeFolder(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'publish-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}
