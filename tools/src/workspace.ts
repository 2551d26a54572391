import { join } from 'node:path';
import { workspaceRoot } from '@perfume/local-services';

export { workspaceRoot };

/** What the shop stores on this machine. */
export const dataFolder = join(workspaceRoot, '.perfume');

export const storefront = join(workspaceRoot, 'apps', 'storefront');

/** Programs that npm installed. */
export const installedProgram = (name: string) => join(workspaceRoot, 'node_modules', '.bin', name);
