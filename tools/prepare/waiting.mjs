const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const frameMs = 80;

/**
 * Shows that something is under way: turning on a terminal, one plain line elsewhere.
 * @param {string} what
 * @returns {(ok: boolean, detail?: string) => void} ends the showing
 */
export function waiting(what) {
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  const { stdout } = process;
  if (!stdout.isTTY) {
    stdout.write(`  … ${what}\n`);
    return (ok, detail = '') => {
      stdout.write(`  ${ok ? '✓' : '✗'} ${what}${detail && `  ${detail}`}\n`);
    };
  }
  let turn = 0;
  const draw = () => {
    stdout.write(
      `\r\x1b[K  ${frames[turn++ % frames.length]} ${what} ${seconds() > 2 ? `${seconds()} s` : ''}`,
    );
  };
  draw();
  const timer = setInterval(draw, frameMs);
  return (ok, detail = '') => {
    clearInterval(timer);
    stdout.write(`\r\x1b[K  ${ok ? '✓' : '✗'} ${what}${detail && `  ${detail}`}\n`);
  };
}
