// npm run reset: removes what the shop has stored on this machine.
import { launch } from './prepare/launch.mjs';

await launch('reset.ts');
