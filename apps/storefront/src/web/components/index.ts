export { Breadcrumb, type Crumb } from './breadcrumb.tsx';
export { Button, ButtonLink } from './button.tsx';
export { Field, SelectField } from './field.tsx';
export { Icon, type IconName } from './icon.tsx';
export { Notice } from './notice.tsx';
export { Pagination, shownPages } from './pagination.tsx';
export { Picture } from './picture.tsx';
export { Price } from './price.tsx';
export { RadioCards, type RadioCard } from './radio-cards.tsx';
