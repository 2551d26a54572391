/** What is wrong with a form, at its top, each with a link to its field. It takes the focus as the page opens. */
export function ErrorSummary({ errors }: { errors: Readonly<Record<string, string>> }) {
  const entries = Object.entries(errors);
  if (entries.length === 0) return null;
  return (
    <div class="error-summary" role="alert" tabIndex={-1} autoFocus>
      <h2 class="error-summary__title">
        {entries.length === 1 ? 'One thing needs another look' : `${entries.length} things need another look`}
      </h2>
      <ul>
        {entries.map(([field, message]) => (
          <li>
            <a href={`#field-${field}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
