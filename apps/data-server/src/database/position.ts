/** How far a data directory has got in the history of its cluster. */
export interface Position {
  /** The history: one uuid for the cluster's whole life. */
  readonly uuid: string;
  /** The last transaction that it has; -1 when that is not known. */
  readonly seqno: number;
}

/** No history at all. */
export const noHistory = '00000000-0000-0000-0000-000000000000';

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** What `mariadbd --wsrep-recover` says at its end; undefined when it says nothing. Only ever read that run's own log. */
export function recoveredPosition(log: string): Position | undefined {
  const [, id, seqno] = new RegExp(`Recovered position:?\\s*(${uuid}):(-?\\d+)`).exec(log) ?? [];
  return id === undefined ? undefined : { uuid: id, seqno: Number(seqno) };
}

/** What an orderly stop has written into grastate.dat; undefined after a crash. */
export function savedPosition(grastate: string): Position | undefined {
  const [, id] = new RegExp(`^uuid:\\s*(${uuid})`, 'm').exec(grastate) ?? [];
  const [, seqno] = /^seqno:\s*(-?\d+)/m.exec(grastate) ?? [];
  if (id === undefined || id === noHistory || seqno === undefined || Number(seqno) < 0) return undefined;
  return { uuid: id, seqno: Number(seqno) };
}

/** As --wsrep_start_position takes it. */
export function writePosition({ uuid: id, seqno }: Position): string {
  return `${id}:${seqno}`;
}
