/** How one question was voted on, from the weakest answer to the strongest. */
export interface VoteSpread {
  readonly total: number;
  readonly steps: readonly {
    readonly label: string;
    readonly votes: number;
    /** Whole percent of all votes; the steps may add up to 99 or 101. */
    readonly percent: number;
    readonly most: boolean;
  }[];
  readonly confidence: 'none' | 'small' | 'good';
}

/** Below this many votes a spread says little and the page says so. */
export const fewVotes = 20;

export const longevitySteps = ['Very weak', 'Weak', 'Moderate', 'Long lasting', 'Very long lasting'] as const;
export const sillageSteps = ['Soft', 'Moderate', 'Heavy', 'Enormous'] as const;

/** The spread of votes over the steps; null and all-zero votes alike have confidence 'none'. */
export function voteSpread(labels: readonly string[], votes: readonly number[] | null): VoteSpread {
  const counts = labels.map((_, step) => Math.max(0, votes?.[step] ?? 0));
  const total = counts.reduce((sum, count) => sum + count, 0);
  const highest = Math.max(...counts);
  return {
    total,
    steps: labels.map((label, step) => ({
      label,
      votes: counts[step]!,
      percent: total === 0 ? 0 : Math.round((100 * counts[step]!) / total),
      most: total > 0 && counts[step] === highest,
    })),
    confidence: total === 0 ? 'none' : total < fewVotes ? 'small' : 'good',
  };
}
