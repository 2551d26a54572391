import type { ReleaseKind } from '../../release-plan.ts';
import type { Architecture } from './node-runtime.ts';

/** The key of a release's archive in its bucket: `releases/<id>/app-arm64.tar.gz`. */
export function releaseKey(kind: ReleaseKind, id: string, architecture: Architecture): string {
  return `releases/${id}/${kind}-${architecture}.tar.gz`;
}
