import { createHash } from 'node:crypto';
import { CfnMapping, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** Files shorter than this, in characters, stay where they are. */
const shortest = 500;

/**
 * Files that several servers' user data have in common, written once into the template: CloudFormation puts them back when
 * it makes the servers. A template that is passed on as it is, without a bucket for it, may have no more than 51,200 bytes.
 */
export class SharedFiles extends Construct {
  readonly #files: CfnMapping;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.#files = new CfnMapping(this, 'Files');
  }

  /** The same user data, with references in place of its constant files. */
  share(userData: string): string {
    return userData
      .split(/^(?= {2}- path: )/m)
      .map((file) => (Token.isUnresolved(file) || file.length < shortest ? file : this.#reference(file)))
      .join('');
  }

  #reference(file: string): string {
    const key = createHash('sha256').update(file).digest('hex').slice(0, 16);
    this.#files.setValue('Text', key, file);
    return this.#files.findInMap('Text', key);
  }
}
