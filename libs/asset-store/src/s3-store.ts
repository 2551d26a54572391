import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { AssetStore, StoredAsset } from './asset-store.ts';
import { contentTypeOf, InvalidAssetKey, isPlainKey } from './keys.ts';
import { immutable } from './publishing/cache-headers.ts';
import { keyIn, parseS3Url, type S3Location } from './s3-location.ts';

/** The longest wait for one call, in ms; the SDK tries a failed call at most twice more. */
const deadlineMs = 10_000;

/** Assets in an S3 bucket; CloudFront reads them there. */
export class S3Store implements AssetStore {
  readonly #client: S3Client;
  readonly #location: S3Location;

  constructor(url: URL) {
    this.#location = parseS3Url(url);
    const { region, endpoint } = this.#location;
    this.#client = new S3Client({
      maxAttempts: 3,
      ...(region !== undefined && { region }),
      ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    });
  }

  async get(key: string): Promise<StoredAsset | undefined> {
    if (!isPlainKey(key)) return undefined;
    try {
      const { Body, ContentType } = await this.#client.send(new GetObjectCommand(this.#at(key)), deadline());
      const bytes = await Body?.transformToByteArray();
      return bytes && { body: Buffer.from(bytes), contentType: ContentType ?? contentTypeOf(key) };
    } catch (error) {
      if (isAbsent(error)) return undefined;
      throw error;
    }
  }

  async put(key: string, body: Buffer, contentType: string): Promise<void> {
    if (!isPlainKey(key)) throw new InvalidAssetKey(`“${key}” is no key of an asset.`);
    await this.#client.send(
      new PutObjectCommand({
        ...this.#at(key),
        Body: body,
        ContentType: contentType,
        CacheControl: immutable,
      }),
      deadline(),
    );
  }

  async has(key: string): Promise<boolean> {
    if (!isPlainKey(key)) return false;
    try {
      await this.#client.send(new HeadObjectCommand(this.#at(key)), deadline());
      return true;
    } catch (error) {
      if (isAbsent(error)) return false;
      throw error;
    }
  }

  #at(key: string) {
    return { Bucket: this.#location.bucket, Key: keyIn(this.#location, key) };
  }
}

const deadline = () => ({ abortSignal: AbortSignal.timeout(deadlineMs) });

function isAbsent(error: unknown): boolean {
  const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
  return name === 'NoSuchKey' || name === 'NotFound' || $metadata?.httpStatusCode === 404;
}
