// npm run import -- FILE [--apply], npm run export -- FILE: the catalogue from a file, the catalogue into one.
import { launch } from './prepare/launch.mjs';

await launch('exchange.ts');
