export interface Crumb {
  readonly label: string;
  /** Absent on the last one, the page itself. */
  readonly path?: string;
}

/** Where this page stands in the shop. */
export function Breadcrumb({ items }: { items: readonly Crumb[] }) {
  return (
    <nav class="breadcrumb" aria-label="Breadcrumb">
      <ol class="breadcrumb__list">
        {items.map(({ label, path }) => (
          <li class="breadcrumb__item">
            {path === undefined ? <span aria-current="page">{label}</span> : <a href={path}>{label}</a>}
          </li>
        ))}
      </ol>
    </nav>
  );
}
