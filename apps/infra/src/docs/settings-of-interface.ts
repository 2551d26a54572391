import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** A setting as its type describes it. */
export interface DescribedSetting {
  /** Such as `data.a.absent`. */
  readonly path: string;
  readonly required: boolean;
  readonly type: string;
  readonly says: string;
}

/**
 * Reads names, types and descriptions of settings from the interfaces that people's editors show: `root` and what it refers
 * to in the same file. A group of settings comes before its members.
 */
export function readDescribedSettings(file: string, root: string): DescribedSetting[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const interfaces = new Map(
    source.statements.filter(ts.isInterfaceDeclaration).map((each) => [each.name.text, each] as const),
  );
  const membersOf = (name: string, prefix: string): DescribedSetting[] =>
    interfaces
      .get(name)!
      .members.filter(ts.isPropertySignature)
      .flatMap((member) => {
        const path = `${prefix}${member.name.getText()}`;
        const type = member.type!.getText();
        const setting = {
          path,
          required: member.questionToken === undefined,
          type,
          says: commentOf(member) || (interfaces.has(type) ? commentOf(interfaces.get(type)!) : ''),
        };
        return [setting, ...(interfaces.has(type) ? membersOf(type, `${path}.`) : [])];
      });
  return membersOf(root, '');
}

function commentOf(node: ts.Node): string {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return (ts.getTextOfJSDocComment(comment?.comment) ?? '').replace(/\s+/g, ' ').trim();
}
