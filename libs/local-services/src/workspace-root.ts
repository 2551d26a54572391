import { fileURLToPath } from 'node:url';

/** The folder that holds apps/, libs/ and .perfume/. */
export const workspaceRoot = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');
