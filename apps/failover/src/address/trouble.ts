import type { ApiTrouble, ApiTroubleKind } from '../decide/observation.ts';

/** Codes of Amazon's EC2 API by what they mean to the agent; source: EC2 API reference, "Error codes". */
const kinds: readonly (readonly [ApiTroubleKind, RegExp])[] = [
  ['taken', /^Resource\.AlreadyAssociated$/],
  ['throttled', /Throttl|^RequestLimitExceeded$|^SlowDown$|^TooManyRequests/],
  [
    'refused',
    /^(UnauthorizedOperation|Unauthorized|AccessDenied|AuthFailure|InvalidClientTokenId|SignatureDoesNotMatch|OptInRequired)/,
  ],
  [
    'wrong setting',
    /^Invalid(AllocationID|Address|NetworkInterfaceID|NetworkInterfaceId|InstanceID|Parameter|AssociationID)|^MissingParameter$/,
  ],
];

// Credentials that are missing or have run out (CredentialsProviderError, ExpiredToken, RequestExpired) are nobody's mistake: the
// instance's metadata gives new ones within minutes, so that is `failed` and tried again.

/** Codes of Node and of the SDK that mean: no answer came, and what was asked may have been done. */
const unanswered =
  /^(AbortError|TimeoutError|ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ENOTFOUND|RequestTimeout)/;

const advice: Readonly<Record<ApiTroubleKind, (call: string, code: string) => string>> = {
  taken: (call) => `${call}: somebody holds the address already.`,
  throttled: (call, code) =>
    `${call}: Amazon asks for fewer calls (${code}); it is tried again after a pause.`,
  unanswered: (call, code) =>
    `${call}: no answer from Amazon's API (${code}); it is tried again. Check the way to the EC2 endpoint if this stays.`,
  refused: (call, code) =>
    `${call}: Amazon refuses it (${code}). Let the server's role call ec2:DescribeAddresses, and ec2:AssociateAddress on this address, both interfaces and their instances.`,
  'wrong setting': (call, code) =>
    `${call}: Amazon does not know what is named (${code}). Check ELASTIC_IP_ALLOCATION_ID and NETWORK_INTERFACE_ID.`,
  failed: (call, code) => `${call}: Amazon's API failed (${code}); it is tried again after a pause.`,
};

/** What an error of the SDK means, in a sentence that says what to do. */
export function troubleOf(call: string, error: unknown): ApiTrouble {
  const { name, code } = error as { name?: unknown; code?: unknown };
  const words = [name, code].filter((word): word is string => typeof word === 'string');
  const kind = kindOf(words);
  return { kind, sentence: advice[kind](call, words.find((word) => word !== 'Error') ?? 'unknown') };
}

function kindOf(words: readonly string[]): ApiTroubleKind {
  for (const word of words) {
    for (const [kind, pattern] of kinds) if (pattern.test(word)) return kind;
    if (unanswered.test(word)) return 'unanswered';
  }
  return 'failed';
}
