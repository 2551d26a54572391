/** Quoted text, comments, and the semicolon that ends a statement; everything else is passed over. */
const tokens = /'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|`[^`]*`|--[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\/|;/g;

/** The statements of an SQL file without their comments; a semicolon in quotes or in a comment ends none. */
export function splitStatements(text: string): string[] {
  const statements: string[] = [];
  let current = '';
  let from = 0;
  for (const { 0: token, index } of text.matchAll(tokens)) {
    current += text.slice(from, index);
    from = index + token.length;
    if (token === ';') {
      statements.push(current.trim());
      current = '';
    } else if (!/^(--|#|\/\*)/.test(token)) current += token;
  }
  statements.push((current + text.slice(from)).trim());
  return statements.filter((statement) => statement !== '');
}
