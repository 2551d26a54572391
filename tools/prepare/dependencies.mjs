import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './npm.mjs';

/** The workspace cannot be made ready; the message says what to do. */
export class Unprepared extends Error {}

/**
 * Installs the npm packages when they are missing or are not those of package-lock.json.
 * @param {string} workspace
 */
export async function installDependencies(workspace) {
  if (isInstalled(workspace)) return;
  const done = await npm(workspace, 'Installing dependencies', ['ci', '--include=dev', '--prefer-offline']);
  if (!done.ok) {
    throw new Unprepared(
      `npm could not install the dependencies:\n${done.end}\nIf the network was the cause, run this again. Otherwise remove node_modules first.`,
    );
  }
}

/**
 * True when what npm noted in node_modules at its last run is what package-lock.json asks for.
 * @param {string} workspace
 */
export function isInstalled(workspace) {
  const wanted = readPackages(join(workspace, 'package-lock.json'));
  const notes = join(workspace, 'node_modules', '.package-lock.json');
  if (!existsSync(notes)) return false;
  const installed = readPackages(notes);
  return Object.entries(wanted).every(([path, { version, link, optional, devOptional }]) => {
    // The workspace's own folders need no installing, and packages for other systems are left out.
    if (!path.startsWith('node_modules/') || optional || devOptional) return true;
    return link ? installed[path]?.link === true : installed[path]?.version === version;
  });
}

/**
 * @typedef {{ version?: string, link?: boolean, optional?: boolean, devOptional?: boolean }} LockedPackage
 * @param {string} path
 * @returns {Record<string, LockedPackage>}
 */
function readPackages(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages;
}
