export * from './model.ts';
export { createCategoryRouter } from './category-router.tsx';
export { groupByInitial, type InitialGroup } from './initials.ts';
export { listingHref, type ListingScope } from './scope.ts';
export { sendListing, type ListingDescription, type ListingIndex } from './send-listing.tsx';
export { emptyListingQuery, listingSearchParams, parseListingQuery } from './url.ts';
export { ProductCardView } from './views/product-card.tsx';
export { CardRow } from './views/card-row.tsx';
export { NameIndex } from './views/name-index.tsx';
