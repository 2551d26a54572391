/** A place in S3. */
export interface S3Location {
  readonly bucket: string;
  /** Before every key, without a slash at either end; empty for none. */
  readonly prefix: string;
  /** Absent: what the environment or the instance says. */
  readonly region: string | undefined;
  /** Absent: Amazon's own, or what the environment says. */
  readonly endpoint: string | undefined;
}

/**
 * Reads `s3://bucket/prefix?region=eu-west-1`, with `&endpoint=http://127.0.0.1:5000` for a server other than Amazon's.
 * @throws TypeError for anything else
 */
export function parseS3Url(url: string | URL): S3Location {
  const parsed = typeof url === 'string' ? (URL.canParse(url) ? new URL(url) : undefined) : url;
  if (parsed?.protocol !== 's3:' || !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(parsed.hostname))
    throw new TypeError(`A bucket is named like s3://bucket/prefix?region=eu-west-1, not ${String(url)}`);
  return {
    bucket: parsed.hostname,
    prefix: parsed.pathname.replace(/^\/+|\/+$/g, ''),
    region: parsed.searchParams.get('region') ?? undefined,
    endpoint: parsed.searchParams.get('endpoint') ?? undefined,
  };
}

/** The key of something within a location. */
export function keyIn({ prefix }: Pick<S3Location, 'prefix'>, name: string): string {
  return prefix === '' ? name : `${prefix}/${name}`;
}
