import { FaultNotProven, type DataNode, type Proof, type Topology } from '../topology.ts';

/** How often a data server asks, to see a fault that strikes some requests only. */
const questions = 12;
/** The longest wait for one answer, in ms. */
const answerMs = 15_000;

/** Prints how long each question took, in ms, and the status of its answer. */
const script = `
const ask = async () => {
  const begin = Date.now();
  const { status } = await fetch(process.env.AWS_ENDPOINT_URL, {
    method: 'POST',
    headers: {
      Authorization: 'AWS4-HMAC-SHA256 Credential=rehearsal/20260101/' + process.env.AWS_REGION + '/ec2/aws4_request',
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: 'Action=DescribeAddresses&Version=2016-11-15',
    signal: AbortSignal.timeout(${answerMs}),
  });
  return { ms: Date.now() - begin, status };
};
Promise.all(Array.from({ length: ${questions} }, ask)).then((answers) => console.log(JSON.stringify(answers)));
`;

export interface ApiAnswer {
  readonly ms: number;
  readonly status: number;
}

/**
 * Asks Amazon's API from a data server, as its agent does, and shows that it is in trouble.
 * @throws FaultNotProven when its answers say that it is not
 */
export async function proveTrouble(
  topology: Topology,
  node: DataNode,
  statement: string,
  isTrouble: (answers: readonly ApiAnswer[]) => boolean,
): Promise<Proof> {
  const { stdout, stderr } = await topology.exec(node, ['/opt/perfume/current/bin/node', '--eval', script], {
    timeoutMs: 2 * answerMs,
  });
  const answers = read(stdout);
  const expected = 'in trouble';
  const proof: Proof = {
    statement,
    at: Date.now(),
    observations: [
      {
        command: `${questions} times DescribeAddresses on ${node}`,
        output: (stdout || stderr).trim().slice(0, 1_000),
        expected,
        seen: answers.length > 0 && isTrouble(answers) ? expected : 'well',
      },
    ],
  };
  if (proof.observations.some(({ seen }) => seen !== expected)) throw new FaultNotProven(proof);
  return proof;
}

function read(printed: string): readonly ApiAnswer[] {
  try {
    return JSON.parse(printed) as readonly ApiAnswer[];
  } catch {
    return [];
  }
}
