import { resolve } from 'node:path';
import { projectRoot } from '../config/load.ts';

/** The folder that holds apps/ and libs/. */
export const workspaceRoot = resolve(projectRoot, '../..');

/** What a deploy makes on this machine; it may be removed at any time. */
export const workFolder = resolve(projectRoot, 'dist');

/** What npm brought once for all deploys of this workspace. */
export const nodeFolder = resolve(workspaceRoot, '.perfume/node');
