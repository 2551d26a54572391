import {
  DeleteBucketCommand,
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { DeployFailed } from './failure.ts';

/**
 * Deletes all objects of a bucket, former versions too: CloudFormation deletes empty buckets only.
 * @returns how many there were
 * @throws DeployFailed when one cannot be deleted
 */
export async function emptyBucket(client: S3Client, bucket: string): Promise<number> {
  for (let count = 0; ;) {
    // What was listed is deleted before the next look, so that the first page is always the next one.
    const page = await client.send(new ListObjectVersionsCommand({ Bucket: bucket }));
    const objects = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
    if (objects.length === 0) return count;
    const { Errors = [] } = await client.send(
      new DeleteObjectsCommand({
        Bucket: bucket,
        Delete: { Objects: objects.map(({ Key, VersionId }) => ({ Key, VersionId })), Quiet: true },
      }),
    );
    const [first] = Errors;
    if (first) {
      throw new DeployFailed(
        `${first.Key ?? 'An object'} in ${bucket} cannot be deleted: ${first.Message ?? first.Code ?? 'no reason given'}. ` +
          'What was deleted before it is gone. Remove the cause, then run this again.',
      );
    }
    count += objects.length;
  }
}

/** Empties a bucket and deletes it. @returns how many objects it held */
export async function deleteBucket(client: S3Client, bucket: string): Promise<number> {
  const count = await emptyBucket(client, bucket);
  await client.send(new DeleteBucketCommand({ Bucket: bucket }));
  return count;
}
