import type { S3Client } from '@aws-sdk/client-s3';
import type { S3Location } from '../s3-location.ts';
import { PublishError } from './publish-error.ts';

/** Where files go: to Amazon, or to a server on this machine that stands in for it. */
export type PublishTarget = 'aws' | 'emulator';

/**
 * Finds out where a location leads before anything is called: its own endpoint, else the one of AWS_ENDPOINT_URL_S3 or
 * AWS_ENDPOINT_URL, else Amazon's.
 * @param expected what the caller means to reach; absent: either
 * @throws PublishError for an endpoint that is neither Amazon's nor on this machine, or not what is expected
 */
export function targetOf(
  { endpoint: named }: Pick<S3Location, 'endpoint'>,
  env: Readonly<Record<string, string | undefined>>,
  expected?: PublishTarget,
): { readonly target: PublishTarget; readonly endpoint: string | undefined } {
  const endpoint = named ?? (env['AWS_ENDPOINT_URL_S3'] || env['AWS_ENDPOINT_URL'] || undefined);
  const target = endpoint === undefined ? 'aws' : targetAt(endpoint);
  if (expected !== undefined && target !== expected) {
    const where = endpoint ?? 'Amazon itself, as no endpoint is set';
    throw new PublishError(
      expected === 'emulator'
        ? `An emulator is meant, but files would go to ${where}. Set AWS_ENDPOINT_URL to an address of this machine, like http://127.0.0.1:5000.`
        : `Amazon is meant, but files would go to ${where}. Unset AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_S3.`,
    );
  }
  return { target, endpoint };
}

function targetAt(endpoint: string): PublishTarget {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (url && /^https?:$/.test(url.protocol) && isLoopback(url.hostname)) return 'emulator';
  if (url?.protocol === 'https:' && isAmazon(url.hostname)) return 'aws';
  throw new PublishError(
    `${endpoint} is neither https at Amazon nor on this machine: files are not sent there. Correct AWS_ENDPOINT_URL or the endpoint in the bucket’s URL.`,
  );
}

/**
 * Looks at the host of each request right before it is sent. Profiles can name endpoints too; whatever the SDK makes of all
 * its settings, nothing leaves for another place than the one that was meant.
 */
export function guardRequests(client: S3Client, target: PublishTarget): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      const { hostname = '' } = args.request as { hostname?: string };
      if (target === 'emulator' ? !isLoopback(hostname) : !isAmazon(hostname))
        throw new PublishError(
          `A request was about to go to ${hostname}, which is not ${target === 'aws' ? 'Amazon' : 'on this machine'}. Look for endpoint_url in your AWS profile.`,
        );
      return next(args);
    },
    { step: 'finalizeRequest', name: 'guardRequests', priority: 'low' },
  );
}

const isLoopback = (host: string) =>
  host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);

const isAmazon = (host: string) => /\.amazonaws\.com(?:\.cn)?$/.test(host);
