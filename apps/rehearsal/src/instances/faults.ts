import { FaultNotProven, type Observation, type Proof, type Target } from '../topology.ts';
import type { Instance } from './instance.ts';

/** Stops an instance or one of its programs where it is, or lets it go on. @throws FaultNotProven */
export async function setTargetFrozen(instance: Instance, target: Target, frozen: boolean): Promise<Proof> {
  const unit = target.process === undefined ? undefined : instance.process(target.process);
  const done = await (unit ? unit.setFrozen(frozen) : instance.setFrozen(frozen));
  const since = Date.now();
  const what = unit ? `${unit.plan.name} on ${instance.options.name}` : instance.options.name;
  const expected = frozen ? 'frozen' : 'goes on';
  const observation: Observation = {
    command: `cat ${instance.groupPath}${unit ? `/${unit.plan.name}` : ''}/cgroup.events`,
    output: `frozen ${frozen === done ? 1 : 0}`,
    expected,
    seen: done ? expected : frozen ? 'goes on' : 'frozen',
  };
  const proof: Proof = {
    statement: `${what} ${frozen ? 'is frozen' : 'goes on'}`,
    since,
    at: Date.now(),
    observations: [observation],
  };
  if (!done) throw new FaultNotProven(proof);
  return proof;
}

/** A person's command as it runs on an instance, with the variables of its settings. */
export function commandOnInstance(words: readonly string[]): readonly string[] {
  const settings = 'for f in instance failover; do [ -r /etc/perfume/$f.env ] && . /etc/perfume/$f.env; done';
  return ['/bin/sh', '-c', `set -a; ${settings}; set +a; exec "$@"`, 'command', ...words];
}
