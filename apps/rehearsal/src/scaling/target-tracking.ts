/** What a target tracking policy goes by. */
export interface TrackingPlan {
  readonly minimum: number;
  readonly maximum: number;
  readonly cpuTargetPercent: number;
}

/** One minute of the group: the mean CPU use of servers that are warm, in percent, and how many there were. */
export interface Minute {
  readonly cpuPercent: number;
  readonly servers: number;
}

/** CloudWatch's alarms behind such a policy: three minutes above the target, a quarter of an hour well below it. */
const minutesAbove = 3;
const minutesBelow = 15;
/** Scaling in begins this far below the target, so that the group does not go back and forth. */
const wellBelow = 0.9;

export interface Wish {
  readonly desired: number;
  readonly why: string;
}

/**
 * How many servers the policy wants, as EC2 Auto Scaling's target tracking finds it; undefined while it wants no change.
 * @param minutes since the last change, oldest first
 */
export function trackTarget(
  plan: TrackingPlan,
  desired: number,
  minutes: readonly Minute[],
): Wish | undefined {
  const target = plan.cpuTargetPercent;
  const above = minutes.slice(-minutesAbove);
  if (above.length === minutesAbove && above.every(({ cpuPercent }) => cpuPercent > target)) {
    const { cpuPercent, servers } = above.at(-1)!;
    const wanted = Math.min(plan.maximum, Math.max(desired + 1, Math.ceil((servers * cpuPercent) / target)));
    if (wanted > desired)
      return { desired: wanted, why: `CPU is at ${Math.round(cpuPercent)} %, the target is ${target} %` };
  }
  const below = minutes.slice(-minutesBelow);
  if (below.length === minutesBelow && below.every(({ cpuPercent }) => cpuPercent < target * wellBelow)) {
    const { cpuPercent, servers } = below.at(-1)!;
    const needed = Math.ceil((servers * cpuPercent) / target);
    const wanted = Math.max(plan.minimum, needed);
    if (wanted < desired)
      return { desired: wanted, why: `CPU is at ${Math.round(cpuPercent)} %, the target is ${target} %` };
  }
  return undefined;
}
