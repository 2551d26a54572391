import { join } from 'node:path';

/** Where things lie on an instance. All paths of files, units and programs come from here. */
export interface Layout {
  /** `/` on a server; a plain directory in a rehearsal. */
  readonly root: string;
  /** Settings, each file readable by the user that needs it and root. */
  readonly settings: string;
  /** The release that runs: a link to one of the folders in `releases`. */
  readonly release: string;
  /** Unpacked releases, each in a folder named by its id. */
  readonly releases: string;
  /** Where the data volume is mounted. */
  readonly data: string;
  /** MariaDB's data directory, on the data volume. */
  readonly database: string;
  /** Binary logs: beside the data directory, so that a copy of the one never wipes the other. */
  readonly binaryLogs: string;
  /** Sockets, process ids, what the database start is about to do; gone after a reboot. */
  readonly runtime: string;
  readonly logs: string;
  /** What programs keep that may be lost: scratch files of backups, the arbitrator's view of the group. */
  readonly state: string;
  readonly systemd: string;
}

/** The layout with everything below `root`. */
export function layoutAt(root: string): Layout {
  const at = (path: string) => join(root, path);
  return {
    root,
    settings: at('/etc/perfume'),
    release: at('/opt/perfume/current'),
    releases: at('/opt/perfume'),
    data: at('/var/lib/perfume-data'),
    database: at('/var/lib/perfume-data/mysql'),
    binaryLogs: at('/var/lib/perfume-data/binlog'),
    runtime: at('/run/perfume'),
    logs: at('/var/log/perfume'),
    state: at('/var/lib/perfume'),
    systemd: at('/etc/systemd/system'),
  };
}

/** On a server. */
export const serverLayout = layoutAt('/');
