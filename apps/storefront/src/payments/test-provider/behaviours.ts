export const testBehaviours = ['succeed', 'decline', 'challenge', 'timeout', 'late'] as const;

/** What the test provider is told to do with a payment. */
export type TestBehaviour = (typeof testBehaviours)[number];

/** The behaviours as a shopper of a test shop chooses among them. */
export const testPaymentChoices: readonly {
  readonly value: TestBehaviour;
  readonly title: string;
  readonly detail: string;
}[] = [
  { value: 'succeed', title: 'Pay with the test card', detail: 'The payment goes through at once.' },
  { value: 'challenge', title: 'Confirm with the bank', detail: 'A page of the test bank asks you first.' },
  { value: 'decline', title: 'Be declined', detail: 'The bank says no; nothing is charged.' },
  { value: 'timeout', title: 'No answer', detail: 'The charge happens but its answer gets lost on the way.' },
  { value: 'late', title: 'A late answer', detail: 'The bank takes about ten seconds to decide.' },
];

/** A posted choice, or `succeed` when it is none of ours. */
export function testBehaviourOf(text: unknown): TestBehaviour {
  return testBehaviours.find((behaviour) => behaviour === text) ?? 'succeed';
}
