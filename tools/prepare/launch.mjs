// Plain JavaScript without dependencies: this runs on the machine's own Node before anything is installed.
import { join } from 'node:path';
import { installDependencies, Unprepared } from './dependencies.mjs';
import { pinnedNode } from './pinned-node.mjs';
import { runInForeground } from './foreground.mjs';

const workspace = join(import.meta.dirname, '..', '..');

/** The oldest Node that npm and these tools run on. */
const oldest = [20, 19];

/**
 * Installs what is missing, then runs a program of tools/src on the workspace's own Node and ends with its exit code.
 * @param {string} program its file name
 */
export async function launch(program) {
  try {
    requireNode();
    await installDependencies(workspace);
    const node = await pinnedNode(workspace);
    const script = join(workspace, 'tools', 'src', program);
    const bin = join(workspace, 'node_modules', '.bin');
    process.exitCode = await runInForeground(node, [script, ...process.argv.slice(2)], {
      cwd: workspace,
      env: { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` },
    });
  } catch (error) {
    if (!(error instanceof Unprepared)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldest;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new Unprepared(
    `This is Node ${process.versions.node}; Node ${oldest.join('.')} or newer is needed. Get it from https://nodejs.org and run this again.`,
  );
}
