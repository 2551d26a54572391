import type { Action, Memory, Standing } from './decision.ts';
import type { Judgement } from './judge.ts';
import type { Limits } from './limits.ts';
import { otherNode, type NodeName, type Observation } from './observation.ts';

/** Everything that one decision is made from. */
export interface Turn {
  readonly o: Observation;
  readonly j: Judgement;
  readonly memory: Memory;
  readonly limits: Limits;
  readonly self: NodeName;
  readonly peer: NodeName;
  /** No statement is under way, and the pause after the last one is over. */
  readonly mayAct: boolean;
}

/** What one case of the decision says. */
export interface Verdict {
  readonly standing: Standing;
  readonly sentence: string;
  readonly actions?: readonly Action[];
  readonly alarms?: readonly string[];
  readonly relief?: string;
  readonly changes?: Partial<Memory>;
}

/** Between two statements that change the writer, the gate, the tables or the membership, in ms. */
const pauseMs = 500;

export function turnOf(o: Observation, j: Judgement, memory: Memory, limits: Limits): Turn {
  return {
    o,
    j,
    memory,
    limits,
    self: limits.node,
    peer: otherNode(limits.node),
    mayAct: !o.busy.database && o.now >= memory.databaseAt,
  };
}

/** A statement and the pause after it, or nothing while another one runs. */
export function act(turn: Turn, action: Action): Pick<Verdict, 'actions' | 'changes'> {
  if (!turn.mayAct) return {};
  return { actions: [action], changes: { databaseAt: turn.o.now + pauseMs } };
}

/** Closes the gate of a node that is not to take writes, unless it is closed. */
export function closed(turn: Turn): Pick<Verdict, 'actions' | 'changes'> {
  return turn.j.look?.isGateOpen ? act(turn, { kind: 'close gate', drain: false }) : {};
}
