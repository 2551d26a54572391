import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { AssetStore, StoredAsset } from './asset-store.ts';
import { contentTypeOf, InvalidAssetKey, isPlainKey } from './keys.ts';

const oneYear = 31_536_000;
/** The longest wait for one call, in ms; the SDK tries a failed call at most twice more. */
const deadlineMs = 10_000;

/** Assets in an S3 bucket; CloudFront reads them there. */
export class S3Store implements AssetStore {
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #prefix: string;

  constructor(url: URL) {
    const endpoint = url.searchParams.get('endpoint');
    const region = url.searchParams.get('region');
    this.#bucket = url.hostname;
    this.#prefix = url.pathname.replace(/^\/|\/$/g, '');
    this.#client = new S3Client({
      maxAttempts: 3,
      ...(region !== null && { region }),
      ...(endpoint !== null && { endpoint, forcePathStyle: true }),
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
        CacheControl: `public, max-age=${oneYear}, immutable`,
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
    return { Bucket: this.#bucket, Key: this.#prefix === '' ? key : `${this.#prefix}/${key}` };
  }
}

const deadline = () => ({ abortSignal: AbortSignal.timeout(deadlineMs) });

function isAbsent(error: unknown): boolean {
  const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
  return name === 'NoSuchKey' || name === 'NotFound' || $metadata?.httpStatusCode === 404;
}
