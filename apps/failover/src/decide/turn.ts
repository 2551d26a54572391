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
  /** No action on the database is under way, and what the last one came to has been seen. */
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

export function turnOf(o: Observation, j: Judgement, memory: Memory, limits: Limits): Turn {
  return {
    o,
    j,
    memory,
    limits,
    self: limits.node,
    peer: otherNode(limits.node),
    mayAct: mayAct(o, limits),
  };
}

/** Decided on a look from before the last action, the same would be done twice. */
function mayAct({ busy, acted, self }: Observation, { pauseMs }: Limits): boolean {
  if (busy.database) return false;
  if (!acted) return true;
  return self.lookAgeMs <= acted.ageMs && (acted.ok || acted.ageMs >= pauseMs);
}

/** An action on the database, or nothing while it must wait. */
export function act(turn: Turn, action: Action): Pick<Verdict, 'actions'> {
  return turn.mayAct ? { actions: [action] } : {};
}

/** Closes the gate of a node that is not to take writes, unless it is closed. */
export function closed(turn: Turn): Pick<Verdict, 'actions'> {
  return turn.j.look?.isGateOpen ? act(turn, { kind: 'close gate', drain: false }) : {};
}
