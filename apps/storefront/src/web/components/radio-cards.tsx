import type { ComponentChildren } from 'preact';

export interface RadioCard {
  readonly value: string;
  readonly title: ComponentChildren;
  readonly detail?: ComponentChildren;
  /** At the right edge: a price. */
  readonly aside?: ComponentChildren;
  readonly disabled?: boolean;
}

/** A choice of one among a few, each with room to explain itself. */
export function RadioCards({
  legend,
  name,
  value,
  cards,
  error,
}: {
  legend: string;
  name: string;
  value?: string | undefined;
  cards: readonly RadioCard[];
  error?: string | undefined;
}) {
  return (
    <fieldset
      class="radio-cards"
      id={`field-${name}`}
      aria-describedby={error ? `field-${name}-error` : undefined}
    >
      <legend class="radio-cards__legend">{legend}</legend>
      {error && (
        <p class="field__error" id={`field-${name}-error`}>
          {error}
        </p>
      )}
      {cards.map((card) => (
        <label class={card.disabled ? 'radio-card radio-card--off' : 'radio-card'}>
          <input
            class="radio-card__input"
            type="radio"
            name={name}
            value={card.value}
            checked={card.value === value}
            disabled={card.disabled}
            required
          />
          <span class="radio-card__text">
            <span class="radio-card__title">{card.title}</span>
            {card.detail && <span class="radio-card__detail">{card.detail}</span>}
          </span>
          {card.aside && <span class="radio-card__aside">{card.aside}</span>}
        </label>
      ))}
    </fieldset>
  );
}
