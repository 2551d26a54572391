// npm test: everything that can be checked, with the counts at the end.
import { launch } from './prepare/launch.mjs';

await launch('test.ts');
