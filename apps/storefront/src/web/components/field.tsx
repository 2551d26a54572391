import type { ComponentChildren } from 'preact';

interface FieldFrame {
  readonly label: string;
  readonly name: string;
  readonly error?: string | undefined;
  readonly hint?: ComponentChildren;
  readonly required?: boolean;
  /** Of the input; made from the name when absent. Give one where a name stands twice on a page. */
  readonly id?: string;
}

interface InputAttributes {
  readonly type?: 'text' | 'email' | 'tel';
  readonly value?: string | undefined;
  readonly autoComplete?: string;
  readonly autoCapitalize?: 'none' | 'words' | 'characters';
  readonly inputMode?: 'text' | 'email' | 'tel' | 'numeric';
  readonly maxLength?: number;
  readonly placeholder?: string;
  readonly spellcheck?: boolean;
}

const idOf = ({ id, name }: FieldFrame) => id ?? `field-${name}`;

/** What describes the input to a screen reader: the hint and the message, where they are. */
const describedBy = (frame: FieldFrame) =>
  [frame.hint && `${idOf(frame)}-hint`, frame.error && `${idOf(frame)}-error`].filter(Boolean).join(' ') ||
  undefined;

/** A text input with its label, hint and message. Fields are required unless they say "optional". */
export function Field({
  label,
  name,
  error,
  hint,
  required = true,
  id,
  type = 'text',
  ...input
}: FieldFrame & InputAttributes) {
  const frame = { label, name, error, hint, required, ...(id !== undefined && { id }) };
  return (
    <Frame {...frame}>
      <input
        {...input}
        type={type}
        list={undefined}
        class="field__input"
        id={idOf(frame)}
        name={name}
        required={required}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(frame)}
      />
    </Frame>
  );
}

/** A choice of one from a list that is too long for cards. */
export function SelectField({
  options,
  value,
  autocomplete,
  emptyLabel,
  ...frame
}: FieldFrame & {
  options: readonly { readonly value: string; readonly label: string }[];
  value?: string | undefined;
  autocomplete?: string;
  /** Shown first, standing for no choice yet. */
  emptyLabel?: string;
}) {
  const required = frame.required ?? true;
  return (
    <Frame {...frame} required={required}>
      <select
        class="field__input field__input--select"
        id={idOf(frame)}
        name={frame.name}
        required={required}
        autoComplete={autocomplete}
        aria-invalid={frame.error ? true : undefined}
        aria-describedby={describedBy(frame)}
      >
        {emptyLabel !== undefined && <option value="">{emptyLabel}</option>}
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

function Frame({ children, ...frame }: FieldFrame & { children: ComponentChildren }) {
  const id = idOf(frame);
  return (
    <div class={frame.error ? 'field field--wrong' : 'field'}>
      <label class="field__label" for={id}>
        {frame.label}
        {frame.required === false && <span class="field__optional"> (optional)</span>}
      </label>
      {frame.hint && (
        <p class="field__hint" id={`${id}-hint`}>
          {frame.hint}
        </p>
      )}
      {children}
      {frame.error && (
        <p class="field__error" id={`${id}-error`}>
          {frame.error}
        </p>
      )}
    </div>
  );
}
