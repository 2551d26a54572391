import { text } from 'node:stream/consumers';
import {
  describeAppServer,
  describeDataServer,
  describeWitness,
  writeRoot,
  type Facts,
} from '@perfume/instances';

/**
 * Writes what an instance is into its root directory and prints what it runs. A program of its own, because owners are
 * looked up by name: it is begun where /etc/passwd is the instance's. Arguments: the root; input: the facts.
 */
const [into] = process.argv.slice(2);
if (!into) throw new Error('The root directory is to be named.');
const facts = JSON.parse(await text(process.stdin)) as Facts;
const written = await writeRoot(describe(facts), into);
process.stdout.write(JSON.stringify(written));

function describe(of: Facts) {
  if (of.role === 'app') return describeAppServer(of);
  return of.role === 'data' ? describeDataServer(of) : describeWitness(of);
}
