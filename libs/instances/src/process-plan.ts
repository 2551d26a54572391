import type { InstanceDescription, PlannedProcess, ProcessPlan } from './description.ts';

/**
 * The same programs as the unit files name, for whoever starts them without systemd. `once` processes are to have ended
 * with 0 before what comes after them starts; a service only has to be started.
 */
export function planProcesses({ role, units }: InstanceDescription): ProcessPlan {
  const rehearsed = units.filter((unit) => unit.notRehearsed === undefined);
  const names = new Set(rehearsed.map(({ name }) => name));
  return {
    role,
    processes: rehearsed.map((unit): PlannedProcess => {
      const { name, kind, command, user, group, environment, environmentFiles, restart, stop, log, limits } =
        unit;
      return {
        name,
        kind,
        command,
        user,
        group,
        environment,
        environmentFiles,
        after: unit.after.filter((other) => names.has(other)),
        restart,
        stop,
        log,
        limits,
        ...(unit.schedule && { schedule: unit.schedule }),
      };
    }),
  };
}
