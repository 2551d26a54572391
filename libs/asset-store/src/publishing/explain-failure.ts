import type { S3Location } from '../s3-location.ts';
import { PublishError } from './publish-error.ts';

interface Failure {
  readonly name?: string;
  readonly code?: string;
  readonly message?: string;
  readonly Region?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

const noCredentials = /^(?:CredentialsProviderError|TokenProviderError)$/;
const wrongCredentials =
  /^(?:InvalidAccessKeyId|InvalidClientTokenId|SignatureDoesNotMatch|InvalidToken|ExpiredToken|ExpiredTokenException|UnrecognizedClientException)$/;
const wrongRegion = /^(?:PermanentRedirect|AuthorizationHeaderMalformed|IllegalLocationConstraintException)$/;
const noAnswer =
  /^(?:TimeoutError|AbortError|ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH)$/;

/**
 * What a failed call of S3 means for whoever started it, and what to do.
 * @param doing what was being done, as in “list the bucket”
 */
export function explainFailure(
  error: unknown,
  doing: string,
  { bucket, region, endpoint }: S3Location,
): PublishError {
  if (error instanceof PublishError) return error;
  const { name = '', code = '', message = '', Region: right, $metadata } = error as Failure;
  const status = $metadata?.httpStatusCode;
  const at = endpoint ?? (region === undefined ? 'Amazon' : `Amazon in ${region}`);
  const because = (text: string) => new PublishError(text, { cause: error });

  if (name === 'NoSuchBucket' || (status === 404 && name === 'NotFound'))
    return because(
      `There is no bucket “${bucket}” at ${at}. Deploy the static stack first, or correct the name.`,
    );
  if (noCredentials.test(name))
    return because(
      'No AWS credentials were found. Sign in (aws sso login), choose AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
    );
  if (wrongCredentials.test(name))
    return because(
      `${at} does not take these AWS credentials (${name}). Sign in again or choose another AWS_PROFILE.`,
    );
  if (wrongRegion.test(name))
    return because(
      `Bucket “${bucket}” is not in ${region ?? 'that region'}${right === undefined ? '' : ` but in ${right}`}. Correct region= in its URL or AWS_REGION.`,
    );
  if (name === 'AccessDenied' || status === 403)
    return because(
      `These AWS credentials may not ${doing} (bucket “${bucket}” at ${at}). They need s3:ListBucket and s3:PutObject there.`,
    );
  if (message === 'Region is missing')
    return because('The region of the bucket is not known. Add ?region=… to its URL or set AWS_REGION.');
  if (noAnswer.test(name) || noAnswer.test(code))
    return because(
      `${at} gave no answer (${code || name}) while trying to ${doing}. What was stored stays; run it again.`,
    );
  return because(`Could not ${doing}: ${name || code || 'error'}${message === '' ? '' : `, ${message}`}.`);
}
