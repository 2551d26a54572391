import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canInstallPackages, installPackages } from './debian-packages.ts';
import { CannotProvide } from './errors.ts';
import { findProgram, versionOf } from './programs.ts';

const macApplications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Where Playwright puts the browser inside its own folder, by system. */
const insideDownload = [
  'chrome-linux/chrome',
  'chrome-linux64/chrome',
  'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  'chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
];

/**
 * The path of a Chromium or Chrome for browser tests: CHROME_PATH, else an installed one, else Debian's package, else the
 * one that Playwright downloads into .perfume/browsers.
 * @throws CannotProvide with what to do
 */
export function provideChromium(workspace: string, say: (line: string) => void = () => undefined): string {
  const chosen = process.env['CHROME_PATH'];
  if (chosen) {
    if (versionOf(chosen)) return chosen;
    throw new CannotProvide(
      `CHROME_PATH is ${chosen}, which does not run. Unset it, or name a Chromium or Chrome.`,
    );
  }
  const downloads = join(workspace, '.perfume', 'browsers');
  const found =
    installed() ?? downloaded(downloads) ?? installFromDebian(say) ?? download(workspace, downloads, say);
  if (found) return found;
  throw new CannotProvide(
    'No Chromium or Chrome was found for the browser tests: install one, or name it in CHROME_PATH.',
  );
}

function installed(): string | undefined {
  const inPath = findProgram('chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser');
  const found = inPath ?? macApplications.find((path) => existsSync(path));
  // Ubuntu's chromium-browser may be an empty hull around a snap, and say so instead of its version.
  return found && versionOf(found) ? found : undefined;
}

function installFromDebian(say: (line: string) => void): string | undefined {
  if (!isDebian() || !canInstallPackages()) return undefined;
  say('Installing Chromium for the browser tests (apt-get install chromium)');
  try {
    installPackages(['chromium']);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  }
  return installed();
}

/** Ubuntu's package of this name is a snap, which does not run in containers. */
function isDebian(): boolean {
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

function download(workspace: string, folder: string, say: (line: string) => void): string | undefined {
  say('Downloading Chromium for the browser tests');
  const withLibraries = canInstallPackages() ? ['--with-deps'] : [];
  const done = spawnSync(
    join(workspace, 'node_modules', '.bin', 'playwright-core'),
    ['install', ...withLibraries, 'chromium'],
    { encoding: 'utf8', env: { ...process.env, PLAYWRIGHT_BROWSERS_PATH: folder } },
  );
  if (done.status !== 0) say(done.error?.message ?? done.stderr.trimEnd());
  return downloaded(folder);
}

function downloaded(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder)
    .filter((name) => name.startsWith('chromium-'))
    .flatMap((name) => insideDownload.map((inside) => join(folder, name, inside)))
    .find((path) => existsSync(path));
}
