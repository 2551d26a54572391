import { join } from 'node:path';
import { serverLayout } from '@perfume/instances';

/** A program of the data release as a person at a data server calls it. */
const called =
  (program: string) =>
  (...words: readonly string[]): readonly string[] => [
    join(serverLayout.release, 'bin/node'),
    join(serverLayout.release, program),
    ...words,
  ];

export const failover = called('failover.mjs');
export const dataServer = called('data-server.mjs');
