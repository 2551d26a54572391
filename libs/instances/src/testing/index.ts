export { describeOnServer, itWith } from './on-server.ts';
export { findProgram, provideProgram } from './programs.ts';
