/** A table in Markdown; bars in cells are escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[]) =>
    `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [cells(head), cells(head.map(() => '---')), ...rows.map(cells)].join('\n');
}

/** Said at the head of every page that is made from code. */
export const madeFromCode = (from: string): string =>
  `This page is made from ${from} by \`npx nx docs infra\`; a test fails when it is out of date.`;
