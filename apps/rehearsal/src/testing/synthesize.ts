import { join } from 'node:path';
import { workspaceRoot } from '@perfume/local-services';
import { command } from '../run/command.ts';

/** Synthesizes the shop's stacks into a folder, as `nx synth infra` does into its own. */
export async function synthesize(folder: string): Promise<void> {
  const program = join(workspaceRoot, 'apps/infra/src/main.ts');
  await command([process.execPath, program], {
    timeoutMs: 120_000,
    env: { ...process.env, CDK_OUTDIR: folder },
  });
}
