import { installedProgram } from './workspace.ts';

/** Nx on the workspace's own Node. */
export const nx = installedProgram('nx');

/** Plain output of finished tasks, no background process, nothing sent anywhere. */
export const nxEnvironment: NodeJS.ProcessEnv = { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' };
