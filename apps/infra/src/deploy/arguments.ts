import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { releaseIdPattern } from '../release-plan.ts';
import { DeployFailed } from './failure.ts';

export interface DeployArguments {
  /** The file of settings; absent: SHOP_CONFIG, else perfume.config.ts. */
  readonly config: string | undefined;
  /** A release that was deployed before, to go back to; absent: what is built now. */
  readonly release: string | undefined;
  /** Only list the releases. */
  readonly list: boolean;
  /** Let data servers have what is built now too. */
  readonly dataRelease: boolean;
  /** Let several servers of the database stop at once. */
  readonly stopDatabase: boolean;
  /** Make a new shop without a question. */
  readonly yes: boolean;
}

export const deployUsage = `Usage: nx deploy infra [-- OPTIONS]

  --config FILE    the shop's settings, from apps/infra; default: SHOP_CONFIG, else perfume.config.ts
  --release ID     roll out this earlier release instead of what is built now
  --releases       list the releases that there are, newest first, and change nothing
  --data-release   name what is built now as the release of the data servers too (docs/guides/upgrade-mariadb.md)
  --stop-database  change several servers of the database at once, the shop being closed meanwhile
  --yes            make a shop that does not exist yet without asking

  SHOP_ACCOUNT     the AWS account that is meant; any other is refused
  SHOP_TARGET      aws (default), or emulator with AWS_ENDPOINT_URL on this machine`;

/** @throws DeployFailed for an option that there is not */
export function readDeployArguments(args: readonly string[]): DeployArguments {
  const values = read(args, deployUsage, {
    config: { type: 'string' },
    release: { type: 'string' },
    releases: { type: 'boolean' },
    'data-release': { type: 'boolean' },
    'stop-database': { type: 'boolean' },
    yes: { type: 'boolean' },
  });
  const release = values['release'] as string | undefined;
  if (release !== undefined && !new RegExp(`^${releaseIdPattern}$`).test(release)) {
    throw new DeployFailed(
      `"${release}" is no id of a release. List them with: nx deploy infra -- --releases`,
    );
  }
  return {
    config: values['config'] as string | undefined,
    release,
    list: values['releases'] === true,
    dataRelease: values['data-release'] === true,
    stopDatabase: values['stop-database'] === true,
    yes: values['yes'] === true,
  };
}

export interface DestroyArguments {
  readonly config: string | undefined;
  /** Take pictures, backups, volumes, the address and what the servers have written down as well. */
  readonly deleteData: boolean;
  /** The shop's name, given beforehand instead of typed. */
  readonly confirmed: string | undefined;
}

export const destroyUsage = `Usage: nx destroy infra [-- OPTIONS]

  --config FILE            the shop's settings, from apps/infra; default: SHOP_CONFIG, else perfume.config.ts
  --delete-data            delete what is kept otherwise: pictures, backups, data volumes, the Elastic IP
  --yes-delete NAME        the name of the shop, for scripts; without it the name is asked for`;

/** @throws DeployFailed for an option that there is not */
export function readDestroyArguments(args: readonly string[]): DestroyArguments {
  const values = read(args, destroyUsage, {
    config: { type: 'string' },
    'delete-data': { type: 'boolean' },
    'yes-delete': { type: 'string' },
  });
  return {
    config: values['config'] as string | undefined,
    deleteData: values['delete-data'] === true,
    confirmed: values['yes-delete'] as string | undefined,
  };
}

/** Nx hands the two dashes on that separate its own options from these. */
function read(args: readonly string[], usage: string, options: ParseArgsOptionsConfig) {
  try {
    return parseArgs({ args: args.filter((arg) => arg !== '--'), options }).values;
  } catch (error) {
    throw new DeployFailed(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}
