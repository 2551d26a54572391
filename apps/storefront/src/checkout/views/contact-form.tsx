import { deliveryCountries, homeCountry } from '../../shipping/index.ts';
import { Button, Field, SelectField } from '../../web/index.ts';
import { addressForm, onlyCity, type AddressForm } from '../address-form.ts';
import type { ContactDraft } from '../contact.ts';

/**
 * E-mail and delivery address, with the fields of the chosen country. Another country is chosen with its own button, so
 * that nothing changes under the hands of somebody who looks through the list by keyboard.
 */
export function ContactForm({
  draft,
  errors,
}: {
  draft: ContactDraft;
  errors: Readonly<Record<string, string>>;
}) {
  const form = addressForm(draft.country ?? homeCountry) ?? addressForm(homeCountry);
  if (!form) return null;
  return (
    <form class="checkout-form" action="/checkout" method="post" noValidate>
      {/* Pressing Enter in a field uses the first button: this one, not the one that changes the country. */}
      <button class="visually-hidden" type="submit" tabIndex={-1} aria-hidden="true">
        Continue
      </button>
      <input type="hidden" name="shown_country" value={form.country} />
      <fieldset class="checkout-form__group">
        <legend class="checkout-form__legend">Contact</legend>
        <Field
          label="E-mail"
          name="email"
          type="email"
          autoComplete="email"
          autoCapitalize="none"
          inputMode="email"
          spellcheck={false}
          maxLength={254}
          value={draft.email}
          error={errors.email}
          hint="For the confirmation and news of this order. No account is needed."
        />
      </fieldset>
      <fieldset class="checkout-form__group">
        <legend class="checkout-form__legend">Delivery address</legend>
        <div class="checkout-form__country">
          <SelectField
            label="Country"
            name="country"
            autocomplete="shipping country"
            value={form.country}
            error={errors.country}
            options={deliveryCountries.map(({ code, name }) => ({ value: code, label: name }))}
          />
          <Button kind="secondary">Change country</Button>
        </div>
        <AddressFields form={form} draft={draft} errors={errors} />
      </fieldset>
      <Button wide>Continue to delivery</Button>
    </form>
  );
}

function AddressFields({
  form,
  draft,
  errors,
}: {
  form: AddressForm;
  draft: ContactDraft;
  errors: Readonly<Record<string, string>>;
}) {
  const { region, postcode, phone, country, city } = form;
  const common = { maxLength: 100 };
  return (
    <>
      <Field
        {...common}
        label="Full name"
        name="name"
        autoComplete="shipping name"
        value={draft.name}
        error={errors.name}
      />
      <Field
        {...common}
        label="Company"
        name="company"
        required={false}
        autoComplete="shipping organization"
        value={draft.company}
        error={errors.company}
      />
      <Field
        {...common}
        label="Street and number"
        name="line1"
        autoComplete="shipping address-line1"
        value={draft.line1}
        error={errors.line1}
      />
      <Field
        {...common}
        label="Apartment, floor, building"
        name="line2"
        required={false}
        autoComplete="shipping address-line2"
        value={draft.line2}
        error={errors.line2}
      />
      <div class="checkout-form__pair">
        {onlyCity[country] === undefined && (
          <Field
            {...common}
            label={city}
            name="city"
            autoComplete="shipping address-level2"
            value={draft.city}
            error={errors.city}
          />
        )}
        {postcode && (
          <Field
            label={postcode.label}
            name="postcode"
            autoComplete="shipping postal-code"
            autoCapitalize="characters"
            spellcheck={false}
            maxLength={16}
            value={draft.postcode}
            error={errors.postcode}
          />
        )}
      </div>
      {region?.regions && (
        <SelectField
          label={region.label}
          name="region"
          required={region.required}
          autocomplete="shipping address-level1"
          emptyLabel={`Choose the ${region.label.toLowerCase()}`}
          value={draft.region}
          error={errors.region}
          options={Object.entries(region.regions).map(([code, name]) => ({ value: code, label: name }))}
        />
      )}
      {region && !region.regions && (
        <Field
          {...common}
          label={region.label}
          name="region"
          required={region.required}
          autoComplete="shipping address-level1"
          value={draft.region}
          error={errors.region}
        />
      )}
      {phone && (
        <Field
          label="Phone"
          name="phone"
          type="tel"
          inputMode="tel"
          autoComplete="shipping tel"
          maxLength={30}
          value={draft.phone}
          error={errors.phone}
          hint="Only for the carrier, in case customs has a question."
        />
      )}
    </>
  );
}
