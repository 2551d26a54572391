/** A bar of `percent` (0 to 100) of its width. It repeats a number that stands beside it in words. */
export function Bar({ percent, strong }: { percent: number; strong?: boolean }) {
  return (
    <svg
      class={strong ? 'bar bar--strong' : 'bar'}
      viewBox="0 0 100 4"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect class="bar__track" width="100" height="4" />
      <rect class="bar__fill" width={Math.min(100, Math.max(0, percent))} height="4" />
    </svg>
  );
}
