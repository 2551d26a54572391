import { hash } from 'node:crypto';
import type { Memory } from '../decide/decision.ts';
import { serverNames, type ServerState, type World } from './world.ts';

/**
 * Ages beyond these, in rounds, make no difference to any limit of the model. What is compared with each other keeps its order:
 * an answer of Amazon may be older than the association that it is compared with.
 */
const oldest = {
  row: 3,
  term: 7,
  wrote: 9,
  watching: 9,
  association: 6,
  seen: 7,
  outcome: 1,
  heard: 2,
  acted: 2,
  since: 5,
  ordered: 13,
};

/** The same world with the present at zero, ages and numbers as small as they may be: equal worlds become the same. */
export function normalised(w: World): World {
  const shift = (at: number, limit: number) => (at === -Infinity ? at : Math.max(at - w.now, -limit));
  const terms = new Map<number, number>();
  for (const term of [...termsOf(w)].sort((x, y) => x - y))
    terms.set(term, terms.size === 0 && term === 0 ? 0 : terms.size + (terms.has(0) ? 0 : 1));
  const ids = new Map<string, string>();
  for (const id of [...idsOf(w)].sort((x, y) => Number(x) - Number(y))) ids.set(id, String(ids.size + 1));
  const term = (value: number) => terms.get(value) ?? value;
  const id = (value: string) => ids.get(value) ?? value;
  const row = <R extends { term: number; since: number } | undefined>(value: R): R =>
    value && { ...value, term: term(value.term), since: shift(value.since, oldest.row) };
  const address = <A extends { holder: unknown; id: number } | undefined>(value: A): A =>
    value && { ...value, id: value.holder === undefined ? 0 : Number(id(String(value.id))) };

  const memory = (m: Memory): Memory => ({
    ...m,
    decidedAt: shift(m.decidedAt, oldest.acted),
    watchingSince: shift(m.watchingSince, oldest.watching),
    writer: m.writer && { ...m.writer, term: term(m.writer.term), since: shift(m.writer.since, oldest.term) },
    openTerm: m.openTerm && term(m.openTerm),
    association: m.association && {
      ...m.association,
      id: id(m.association.id),
      at: shift(m.association.at, oldest.association),
    },
    shown: m.shown && id(m.shown),
    superseded: m.superseded.map(id).filter((one) => one !== ''),
    outcomeAt: shift(m.outcomeAt, oldest.outcome),
    associateFailures: Math.min(m.associateFailures, 2),
    associateAt: Math.max(0, m.associateAt - w.now),
    ...Object.fromEntries(
      (
        [
          'strayedSince',
          'vacantSince',
          'peerAskingSince',
          'handingOverSince',
          'leftAt',
          'outsideSince',
        ] as const
      ).map((name) => [name, m[name] === undefined ? undefined : shift(m[name], oldest.since)]),
    ),
  });
  const server = (s: ServerState): ServerState => ({
    ...s,
    row: row(s.row),
    memory: memory(s.memory),
    wroteAt: shift(s.wroteAt, oldest.wrote),
    outcome:
      s.outcome &&
      (s.outcome.ok
        ? {
            ...s.outcome,
            at: shift(s.outcome.at, oldest.outcome),
            associationId: id(s.outcome.associationId),
          }
        : { ...s.outcome, at: shift(s.outcome.at, oldest.outcome) }),
    seen: s.seen && {
      at: shift(s.seen.at, oldest.seen),
      look: { ...s.seen.look, associationId: s.seen.look.associationId && id(s.seen.look.associationId) },
    },
    said: said(s.said, term),
    saidAt: shift(s.saidAt, oldest.heard),
    heard: s.heard && { at: shift(s.heard.at, oldest.heard), state: said(s.heard.state, term)! },
    actedAt: s.actedAt && { ...s.actedAt, at: shift(s.actedAt.at, oldest.acted) },
  });

  return {
    ...w,
    now: 0,
    servers: { a: server(w.servers.a), b: server(w.servers.b) },
    row: row(w.row),
    pendingChange: w.pendingChange && { ...w.pendingChange, term: term(w.pendingChange.term) },
    address: address(w.address),
    staleAddress: address(w.staleAddress),
    nextId: ids.size + 1,
    orderedAt: w.ordered === undefined ? 0 : shift(w.orderedAt, oldest.ordered),
  };
}

const said = (state: ServerState['said'], term: (value: number) => number): ServerState['said'] =>
  state && { ...state, writer: state.writer && { ...state.writer, term: term(state.writer.term) } };

/** The same for equal worlds, and short: millions of them are kept. */
export function key(w: World): string {
  return hash('md5', JSON.stringify(w), 'base64');
}

/** Every term that is spoken of; only their order matters. A change that waits keeps the distance to its successor. */
function termsOf(w: World): Set<number> {
  const terms = new Set<number>([0]);
  const add = (value: number | undefined) => value !== undefined && terms.add(value);
  add(w.row?.term);
  add(w.pendingChange?.term);
  for (const name of serverNames) {
    const s = w.servers[name];
    for (const value of [
      s.row?.term,
      s.memory.writer?.term,
      s.memory.openTerm,
      s.said?.writer?.term,
      s.heard?.state.writer?.term,
    ])
      add(value);
  }
  return terms;
}

function idsOf(w: World): Set<string> {
  const ids = new Set<string>();
  const add = (value: string | undefined) => value !== undefined && value !== '' && ids.add(value);
  if (w.address.holder) add(String(w.address.id));
  if (w.staleAddress?.holder) add(String(w.staleAddress.id));
  for (const name of serverNames) {
    const { memory, outcome, seen } = w.servers[name];
    add(memory.association?.id);
    add(memory.shown);
    for (const one of memory.superseded) add(one);
    if (outcome?.ok) add(outcome.associationId);
    add(seen?.look.associationId);
  }
  return ids;
}

/** A copy whose changes do not show in the original: what is changed in place is copied, the rest is always replaced. */
export function copied(w: World): World {
  return {
    ...w,
    servers: { a: { ...w.servers.a }, b: { ...w.servers.b } },
    calls: w.calls.map((call) => ({ ...call })),
  };
}
