import { commonDirectories, commonFiles } from './common-files.ts';
import type { File, InstanceDescription, Release, Step } from './description.ts';
import type { Facts } from './facts.ts';
import { firstBootSteps } from './first-boot.ts';
import { parameterNames } from './names.ts';

/** What one kind of instance has of its own. */
export interface OwnParts extends Pick<
  InstanceDescription,
  'layout' | 'packages' | 'maskedUnits' | 'users' | 'directories' | 'units'
> {
  readonly facts: Facts;
  readonly release: Pick<Release, 'kind' | 'program'>;
  readonly files: readonly File[];
  /** Gives the instance its way out, where it does not have one by itself. */
  readonly outgoing?: Step | undefined;
}

/** An instance whole: what it has of its own, and what every instance has. */
export function describeInstance(own: OwnParts): InstanceDescription {
  const { facts, layout, packages, maskedUnits, users, units } = own;
  const directories = [...commonDirectories(layout), ...own.directories];
  const release = {
    ...own.release,
    parameter: parameterNames(facts.shop).release(own.release.kind),
    bucket: facts.releaseBucket,
  };
  return {
    role: facts.role,
    facts,
    layout,
    release,
    packages,
    maskedUnits,
    users,
    directories,
    files: [...commonFiles({ facts, layout, units, users, directories }), ...own.files],
    units,
    firstBoot: firstBootSteps({ role: facts.role, packages, maskedUnits, release, outgoing: own.outgoing }),
  };
}
