import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { contentTypeOf } from '../keys.ts';
import { keyIn, parseS3Url, type S3Location } from '../s3-location.ts';
import { cacheControlOf } from './cache-headers.ts';
import { guardRequests, targetOf, type PublishTarget } from './endpoint-guard.ts';
import { explainFailure } from './explain-failure.ts';
import { localFiles } from './local-files.ts';
import { openPublishClient } from './publish-client.ts';

export interface PublishOptions {
  /** Whose files are published, with their names relative to it. */
  readonly folder: string;
  /** `s3://bucket/prefix?region=…`; the prefix may be such as `assets`. */
  readonly to: string;
  /** Which of the files, by name. Default: all. */
  readonly include?: (name: string) => boolean;
  /** The header of a file, by name. Default: a year for hashed names, five minutes for others. */
  readonly cacheControl?: (name: string) => string;
  /** What the caller means to reach; anything else is refused. Default: Amazon or an emulator on this machine. */
  readonly target?: PublishTarget;
  /** Files at once. Default 16. */
  readonly parallel?: number;
  /** The longest wait for one answer of S3, in ms; each call is tried five times. Default 15,000. */
  readonly answerMs?: number;
  readonly onProgress?: (progress: PublishProgress) => void;
  /** Ends it early; what was stored stays. */
  readonly signal?: AbortSignal;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface PublishProgress {
  readonly files: number;
  /** Looked at: uploaded or found there already. */
  readonly done: number;
  readonly uploaded: number;
  readonly uploadedBytes: number;
}

/**
 * Brings a folder to S3: lists what is there, uploads what is new or different, deletes nothing. What is there and equal (MD5
 * of the content) is left alone, so that it may run again at any time, also after it was stopped in the middle.
 * @returns what was done
 * @throws PublishError, which says what was wrong and what to do
 */
export async function publishFolder(options: PublishOptions): Promise<PublishProgress> {
  const {
    folder,
    include = () => true,
    cacheControl = cacheControlOf,
    parallel = 16,
    env = process.env,
  } = options;
  const parsed = parseS3Url(options.to);
  const { target, endpoint } = targetOf(parsed, env, options.target);
  const location: S3Location = { ...parsed, endpoint };
  const names = await localFiles(folder, include);
  const client = openPublishClient(location, target, { parallel, answerMs: options.answerMs ?? 15_000, env });
  guardRequests(client, target);
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const progress = { files: names.length, done: 0, uploaded: 0, uploadedBytes: 0 };

  async function publish(name: string, there: ReadonlyMap<string, string>): Promise<void> {
    const body = await readFile(join(folder, name));
    const key = keyIn(location, name);
    if (there.get(key) !== createHash('md5').update(body).digest('hex')) {
      const put = new PutObjectCommand({
        Bucket: location.bucket,
        Key: key,
        Body: body,
        ContentType: contentTypeOf(name),
        CacheControl: cacheControl(name),
      });
      await client.send(put, { abortSignal: signal }).catch((error: unknown) => {
        throw explainFailure(error, `upload ${name}`, location);
      });
      progress.uploaded += 1;
      progress.uploadedBytes += body.byteLength;
    }
    progress.done += 1;
    options.onProgress?.({ ...progress });
  }

  try {
    const there = await listed(client, location, signal);
    const left = names.values();
    const work = async () => {
      for (const name of left) {
        signal.throwIfAborted();
        await publish(name, there);
      }
    };
    // The first failure stops the others; all have ended before it is told.
    const workers = Array.from({ length: parallel }, () =>
      work().catch((error: unknown) => stop.abort(error)),
    );
    await Promise.all(workers);
    signal.throwIfAborted();
    return progress;
  } catch (error) {
    throw options.signal?.aborted ? options.signal.reason : error;
  } finally {
    client.destroy();
  }
}

/** What is in the bucket under the prefix: the MD5 that S3 keeps as the ETag of an object that came in one piece. */
async function listed(
  client: S3Client,
  location: S3Location,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const there = new Map<string, string>();
  let token: string | undefined;
  do {
    const page = await client
      .send(
        new ListObjectsV2Command({
          Bucket: location.bucket,
          ...(location.prefix !== '' && { Prefix: `${location.prefix}/` }),
          ...(token !== undefined && { ContinuationToken: token }),
        }),
        { abortSignal: signal },
      )
      .catch((error: unknown) => {
        throw explainFailure(error, 'list the bucket', location);
      });
    for (const { Key, ETag } of page.Contents ?? [])
      if (Key !== undefined && ETag !== undefined) there.set(Key, ETag.replaceAll('"', ''));
    token = page.NextContinuationToken;
  } while (token !== undefined);
  return there;
}
