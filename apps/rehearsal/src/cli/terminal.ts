/** Where a rehearsal tells what it does. */
export interface Terminal {
  /** One line that stays, with the time. */
  say(line: string): void;
  /** The line that changes, at the bottom; nothing where there is no terminal. */
  status(text: string): void;
}

/** A terminal shows a line that changes below those that stay; a pipe or a log gets only those that stay. */
export function openTerminal(out: NodeJS.WriteStream, now: () => Date = () => new Date()): Terminal {
  let status = '';
  const clear = () => out.write('\r\u001b[2K');
  return {
    say(line) {
      if (out.isTTY && status !== '') clear();
      out.write(`${now().toISOString().slice(11, 19)}  ${line}\n`);
      if (out.isTTY && status !== '') out.write(status);
    },
    status(text) {
      if (!out.isTTY) return;
      clear();
      status = text.slice(0, Math.max(20, out.columns - 1));
      out.write(status);
    },
  };
}
