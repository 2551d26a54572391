/** A program of the data release as a person at a data server calls it. */
const called =
  (program: string) =>
  (...words: readonly string[]): readonly string[] => [program, ...words];

export const failover = called('failover');
export const dataServer = called('data-server');
