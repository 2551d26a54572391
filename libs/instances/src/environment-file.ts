/**
 * KEY=value lines as systemd's EnvironmentFile= reads them: in double quotes where anything but plain characters occurs.
 * @throws RangeError for a name that no variable may have, or a value of several lines
 */
export function formatEnvironment(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => {
      if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw new RangeError(`"${name}" cannot name a variable.`);
      if (/[\r\n\0]/.test(value)) throw new RangeError(`${name} must be one line.`);
      return `${name}=${/^[\w./:@%+,=-]*$/.test(value) ? value : quoted(value)}\n`;
    })
    .join('');
}

const quoted = (value: string) => `"${value.replace(/[\\"`$]/g, (character) => escaped(character))}"`;

/** A token of CDK begins with ${Token[ and becomes its value later: it must stay as it is. */
const escaped = (character: string) => (character === '$' ? '$' : `\\${character}`);

/** Reads what formatEnvironment writes; comments and empty lines are skipped. */
export function parseEnvironment(text: string): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const line of text.split('\n')) {
    const [, name, raw] = /^\s*([A-Za-z_][A-Za-z0-9_]*)=(.*)$/.exec(line) ?? [];
    if (name === undefined || raw === undefined) continue;
    const value = raw.trim();
    const inQuotes = /^"((?:[^"\\]|\\.)*)"$/.exec(value)?.[1];
    variables[name] = inQuotes === undefined ? value : inQuotes.replace(/\\(.)/g, '$1');
  }
  return variables;
}
