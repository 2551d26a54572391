/** What is released: the shop for app servers, and what data servers and the witness run. */
export type ReleaseKind = 'app' | 'data';

/**
 * Where the release bucket holds the releases of a kind, each with its SHA-256 beside it:
 * `releases/<id>/app-arm64.tar.gz`. As a pattern of IAM.
 */
export function releaseKeys(kind: ReleaseKind): string {
  return `releases/*/${kind}-*`;
}

/** A release's id, as a regular expression of CloudFormation: it becomes a folder and a key. */
export const releaseIdPattern = '[a-z0-9][a-z0-9._-]{3,63}';
