// npm start: the whole shop on this machine.
import { launch } from './prepare/launch.mjs';

await launch('start.ts');
