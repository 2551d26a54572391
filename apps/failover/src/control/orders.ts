import { otherNode, type NodeName, type Orders } from '../decide/observation.ts';
import { forHowLong } from './status.ts';
import type { HoldFile } from './hold-file.ts';
import type { Status } from './status.ts';

/** What people may order, and what they are answered. */
export interface Reply {
  readonly ok: boolean;
  readonly message: string;
  readonly switchTo?: NodeName;
}

export interface OrderBook {
  /** As the decision takes them. */
  current(writer: NodeName | undefined): Orders;
  orderSwitch(status: Status): Reply;
  hold(ms: number): Promise<Reply>;
  release(): Promise<Reply>;
}

export function orderBook(options: {
  readonly hold: HoldFile;
  /** An ordered switch is given up after this, in ms. */
  readonly switchMs: number;
  readonly now: () => number;
}): OrderBook {
  const { hold, switchMs, now } = options;
  let ordered: { readonly to: NodeName; readonly until: number } | undefined;

  return {
    current(writer) {
      if (ordered && (ordered.to === writer || now() >= ordered.until)) ordered = undefined;
      return { switchTo: ordered?.to, holdMs: hold.leftMs() };
    },
    orderSwitch(status) {
      const reasons = whyNoSwitch(status);
      if (reasons.length > 0) return { ok: false, message: `No switch: ${reasons.join('; ')}.` };
      const to = otherNode(status.writer!.node);
      ordered = { to, until: now() + switchMs };
      return { ok: true, message: `The writing moves from ${otherNode(to)} to ${to}.`, switchTo: to };
    },
    async hold(ms) {
      await hold.hold(ms);
      return {
        ok: true,
        message: `Automatic moves are on hold for ${forHowLong(hold.leftMs())}, as long as this server's agent answers. Order it on the other data server too: a hold ends with the server that keeps it.`,
      };
    },
    async release() {
      const was = hold.leftMs();
      await hold.release();
      return { ok: true, message: was > 0 ? 'The hold is over.' : 'There was no hold here.' };
    },
  };
}

/** Why a planned switch would fail or do harm; empty when it may go on. */
export function whyNoSwitch(s: Status): readonly string[] {
  const reasons: string[] = [];
  if (s.holdMs > 0) reasons.push(`moves are on hold for ${forHowLong(s.holdMs)} more (failover release)`);
  if (!s.writer) return [...reasons, 'nobody is the writer yet'];
  if (s.switchTo) reasons.push(`a switch to ${s.switchTo} is under way already`);
  if (!s.self.isPrimary) reasons.push(`${s.node} is not in the cluster's majority`);
  if (!s.self.peerIsMember) reasons.push(`${s.peer.node} is not in the cluster`);
  if (s.peer.answeredMsAgo === null || s.peer.answeredMsAgo > 3_000)
    reasons.push(`the agent of ${s.peer.node} does not answer through the tunnel`);
  const target = otherNode(s.writer.node);
  const candidate = target === s.node ? s.self : s.peer;
  if (!candidate.canTakeOver) reasons.push(`${target} could not take over: ${candidate.reason}`);
  return reasons;
}
