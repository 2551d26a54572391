import { connect } from 'node:net';

/** The longest wait for HAProxy's answer, in ms. */
const patienceMs = 5_000;

/** HAProxy refused a command; its words are the message. */
export class RefusedByLoadBalancer extends Error {
  override readonly name = 'RefusedByLoadBalancer';
}

/** Sends one line of commands to HAProxy's socket and gives its whole answer. */
export function askHaproxy(socketPath: string, line: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath);
    let answer = '';
    socket.setTimeout(patienceMs, () => socket.destroy(new Error(`HAProxy is silent about "${line}".`)));
    socket.setEncoding('utf8').on('data', (part: string) => (answer += part));
    socket.once('error', reject);
    socket.once('close', () => resolve(answer.trim()));
    socket.end(`${line}\n`);
  });
}

/** @throws RefusedByLoadBalancer for an answer that is none of a command that was obeyed */
export async function tellHaproxy(socketPath: string, line: string): Promise<void> {
  const answer = await askHaproxy(socketPath, line);
  if (answer !== '' && !/^(New server registered|Server deleted|\s)+\.?$/.test(answer)) {
    throw new RefusedByLoadBalancer(`HAProxy was told "${line}" and says: ${answer}`);
  }
}

/** A target as HAProxy counts it. */
export interface TargetLine {
  readonly backend: string;
  readonly name: string;
  /** As in "UP", "UP 1/2", "DOWN", "DRAIN" or "MAINT". */
  readonly status: string;
  /** The last check's outcome, as in "L7OK" or "L4CON"; empty before the first. */
  readonly check: string;
  readonly requestsNow: number;
}

/** Reads "show stat": comma-separated values under names of their own. */
export function parseStatistics(answer: string): TargetLine[] {
  const [head = '', ...lines] = answer.replace(/^# /, '').split('\n');
  const names = head.split(',');
  return lines.flatMap((line) => {
    const values = line.split(',');
    const value = (name: string): string => values[names.indexOf(name)] ?? '';
    // A star: the check runs at this moment.
    return value('svname') === 'BACKEND' || value('svname') === 'FRONTEND' || !value('svname')
      ? []
      : [
          {
            backend: value('pxname'),
            name: value('svname'),
            status: value('status'),
            check: value('check_status').replace(/^\* /, ''),
            requestsNow: Number(value('scur')),
          },
        ];
  });
}
