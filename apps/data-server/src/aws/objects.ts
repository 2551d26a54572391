import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  UploadPartCommand,
  type CompletedPart,
  type S3Client,
} from '@aws-sdk/client-s3';
import { isAnswer } from './clients.ts';

/** S3 takes parts of 5 MiB or more, 10,000 of them: with this size a backup may have 312 GiB. In bytes. */
const partBytes = 32 * 2 ** 20;

export interface StoredObject {
  readonly key: string;
  readonly bytes: number;
  readonly storedAt: Date;
}

/** Where in S3. */
export interface Place {
  readonly client: S3Client;
  readonly bucket: string;
}

export async function putObject(
  { client, bucket }: Place,
  key: string,
  body: string | Buffer,
): Promise<void> {
  await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
}

/** The object as text, or undefined when there is none. */
export async function readObject({ client, bucket }: Place, key: string): Promise<string | undefined> {
  try {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return await Body?.transformToString('utf8');
  } catch (error) {
    if (isAnswer(error, 'NoSuchKey')) return undefined;
    throw error;
  }
}

/** The object's bytes as they come. @throws NoSuchKey when there is none */
export async function openObject({ client, bucket }: Place, key: string): Promise<Readable> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return Body as Readable;
}

/** All objects under a prefix, in the order of their keys. */
export async function listObjects(
  { client, bucket }: Place,
  prefix: string,
): Promise<readonly StoredObject[]> {
  const found: StoredObject[] = [];
  for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix }))
    for (const { Key, Size, LastModified } of page.Contents ?? [])
      if (Key !== undefined)
        found.push({ key: Key, bytes: Size ?? 0, storedAt: LastModified ?? new Date(0) });
  return found;
}

export interface Upload {
  readonly bytes: number;
  /** Of all bytes, in hexadecimal. */
  readonly sha256: string;
}

/**
 * Stores a stream whose length nobody knows, part by part: it holds one part in memory at a time, each is tried again by
 * itself. A stream that fails leaves nothing behind.
 */
export async function uploadStream(
  { client, bucket }: Place,
  key: string,
  stream: AsyncIterable<Buffer>,
): Promise<Upload> {
  const where = { Bucket: bucket, Key: key };
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(where));
  const upload = { ...where, UploadId };
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    const parts: CompletedPart[] = [];
    for await (const part of inParts(stream)) {
      hash.update(part);
      bytes += part.length;
      const PartNumber = parts.length + 1;
      const { ETag } = await client.send(new UploadPartCommand({ ...upload, PartNumber, Body: part }));
      parts.push({ PartNumber, ETag });
    }
    await client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: parts } }));
  } catch (error) {
    await client.send(new AbortMultipartUploadCommand(upload)).catch(() => undefined);
    throw error;
  }
  return { bytes, sha256: hash.digest('hex') };
}

async function* inParts(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    held.push(chunk);
    bytes += chunk.length;
    if (bytes < partBytes) continue;
    yield Buffer.concat(held);
    held = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(held);
}
