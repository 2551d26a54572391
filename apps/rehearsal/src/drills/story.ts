import type { Proof } from '../topology.ts';

/** A line of a drill's story. `at` is in ms since 1970. */
export interface StoryLine {
  readonly at: number;
  readonly kind: 'fault' | 'relief' | 'note';
  readonly text: string;
  /** That it took effect; empty where nothing but the act itself can show it. */
  readonly proofs: readonly Proof[];
}
