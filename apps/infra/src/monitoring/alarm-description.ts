import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';

/** One thing that people are to know, as data. */
export interface AlarmDescription {
  /** Its name, and its heading in docs/reference/alarms.md. */
  readonly id: string;
  /** What is wrong, in one sentence. */
  readonly says: string;
  readonly metric: IMetric;
  readonly when: 'above' | 'below';
  readonly threshold: number;
  /** Raised when `of` of the last `minutes` one-minute values are beyond the threshold; by default all of them. */
  readonly minutes: number;
  readonly of?: number;
  /** What silence means. A server that reports nothing is missing; a shop without shoppers is not. */
  readonly silence: 'bad' | 'good';
  /** Tells nobody by itself: a composite alarm speaks for several. */
  readonly partOf?: string;
}
