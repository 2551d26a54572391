import { FaultNotProven, type DataNode, type Proof, type Topology } from '../topology.ts';

/** How often a data server asks, to see a fault that strikes some requests only. */
const questions = 12;
/** The longest wait for one answer, in ms. */
const answerMs = 15_000;

/** A request of EC2's API; its stand-in reads who signed, and checks no signature. */
const call = `
const call = async (form) => {
  const answer = await fetch(process.env.AWS_ENDPOINT_URL, {
    method: 'POST',
    headers: {
      Authorization: 'AWS4-HMAC-SHA256 Credential=rehearsal/20260101/' + process.env.AWS_REGION + '/ec2/aws4_request',
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ ...form, Version: '2016-11-15' }).toString(),
    signal: AbortSignal.timeout(${answerMs}),
  });
  return { status: answer.status, text: await answer.text() };
};
`;

/** Prints how long each question took, in ms, and the status of its answer. */
const manyQuestions = `${call}
const ask = async () => {
  const begin = Date.now();
  const { status } = await call({ Action: 'DescribeAddresses' });
  return { ms: Date.now() - begin, status };
};
Promise.all(Array.from({ length: ${questions} }, ask)).then((answers) => console.log(JSON.stringify(answers)));
`;

/** Names the address anew, and prints whether the API tells of that name at once. */
const nameAndLook = `${call}
(async () => {
  const look = async () => (await call({ Action: 'DescribeTags' })).text;
  await look();
  const [id] = /eipalloc-\\w+/.exec((await call({ Action: 'DescribeAddresses' })).text);
  const name = 'rehearsal-' + Date.now();
  const { status } = await call({ Action: 'CreateTags', 'ResourceId.1': id, 'Tag.1.Key': 'rehearsal', 'Tag.1.Value': name });
  if (status !== 200) throw new Error('CreateTags was answered with ' + status);
  console.log((await look()).includes(name) ? 'tells of it' : 'does not tell of it');
})();
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
  const since = Date.now();
  const { stdout, stderr } = await evaluate(topology, node, manyQuestions);
  const answers = read(stdout);
  const expected = 'in trouble';
  const proof: Proof = {
    statement,
    since,
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
  return checked(proof);
}

/**
 * Shows that Amazon's API describes how things were: a tag that is there is not described.
 * @throws FaultNotProven when it is
 */
export async function proveStale(topology: Topology, node: DataNode, statement: string): Promise<Proof> {
  const since = Date.now();
  const { stdout, stderr } = await evaluate(topology, node, nameAndLook);
  return checked({
    statement,
    since,
    at: Date.now(),
    observations: [
      {
        command: `CreateTags for the address on ${node}, then DescribeTags`,
        output: (stdout || stderr).trim().slice(0, 1_000),
        expected: 'does not tell of it',
        seen: stdout.trim() || 'no answer',
      },
    ],
  });
}

function evaluate(topology: Topology, node: DataNode, script: string) {
  return topology.exec(node, ['/opt/perfume/current/bin/node', '--eval', script], {
    timeoutMs: 2 * answerMs,
  });
}

function checked(proof: Proof): Proof {
  if (proof.observations.some(({ expected, seen }) => seen !== expected)) throw new FaultNotProven(proof);
  return proof;
}

function read(printed: string): readonly ApiAnswer[] {
  try {
    return JSON.parse(printed) as readonly ApiAnswer[];
  } catch {
    return [];
  }
}
