export { countryInSentence, countryName, deliveryCountries, zoneOf } from './countries.ts';
export { datesInWords, daysInWords, deliveryDates, type DeliveryDates } from './delivery-dates.ts';
export { cheapestMethod, methodsFor, missingForFree } from './methods.ts';
export type { ShippingMethod, ShippingRate, ShippingZone } from './model.ts';
export { homeCountry, shippingZones } from './table.ts';
