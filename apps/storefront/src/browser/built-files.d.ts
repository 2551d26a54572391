/** Files that the browser build turns into files of its own. */
declare module '*.css';
declare module '*.svg?no-inline';
