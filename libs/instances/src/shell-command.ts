import { join } from 'node:path';
import type { File } from './description.ts';
import type { Layout } from './layout.ts';

/** A program of the release as a word in the shell of whoever signs in. */
export function shellCommand(layout: Layout, name: string, programName: string): File {
  const node = join(layout.release, 'bin', 'node');
  return {
    path: join(layout.root, 'usr/local/bin', name),
    mode: 0o755,
    user: 'root',
    group: 'root',
    content: `#!/bin/sh\nexec ${node} ${join(layout.release, programName)} "$@"\n`,
  };
}
