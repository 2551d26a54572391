import { describe, expect, it } from 'vitest';
import { splitStatements } from './statements.ts';

describe('splitStatements', () => {
  it('cuts at semicolons and drops comments and empty statements', () => {
    expect(splitStatements('-- a; comment\nCREATE TABLE a (b INT);\n\n/* c; */ DROP TABLE a;;\n')).toEqual([
      'CREATE TABLE a (b INT)',
      'DROP TABLE a',
    ]);
  });

  it('leaves semicolons, dashes and quotes inside quotes alone', () => {
    const text = `INSERT INTO a VALUES ('x; -- y', "it''s; \\" #", 'O''Brien;')`;
    expect(splitStatements(`${text};\nSELECT \`a;b\`  # end;`)).toEqual([text, 'SELECT `a;b`']);
  });
});
