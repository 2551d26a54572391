import { provideChromium, workspaceRoot } from '@perfume/local-services';

/** Vitest's global setup for browser tests: the Chromium to use, found or installed, is at CHROME_PATH. */
export default function setup(): void {
  process.env['CHROME_PATH'] = provideChromium(workspaceRoot, (line) => process.stderr.write(`${line}\n`));
}
