import {
  concentrations,
  genders,
  itemConditions,
  productKinds,
  type Concentration,
  type Gender,
  type ItemCondition,
} from '../../catalogue/model.ts';
import { columnKey } from '../reading/columns.ts';
import { Refusal, shown } from './refusal.ts';

const concentrationWords: Readonly<Record<string, Concentration>> = {
  edp: 'eau-de-parfum',
  eaudeperfume: 'eau-de-parfum',
  edt: 'eau-de-toilette',
  edc: 'eau-de-cologne',
  cologne: 'eau-de-cologne',
  parfum: 'extrait',
  extraitdeparfum: 'extrait',
  pureparfum: 'extrait',
  eaufraiche: 'eau-fraiche',
  bodymist: 'mist',
  perfumeoil: 'oil',
};

const genderWords: Readonly<Record<string, Gender>> = {
  woman: 'women',
  female: 'women',
  ladies: 'women',
  her: 'women',
  femme: 'women',
  man: 'men',
  male: 'men',
  him: 'men',
  homme: 'men',
  everyone: 'unisex',
};

const conditionWords: Readonly<Record<string, ItemCondition>> = {
  new: 'sealed',
  nobox: 'unboxed',
  withoutbox: 'unboxed',
};

/** The concentration a cell names ("EDP", "eau-de-parfum", "Eau de Parfum"); null for an empty one. @throws Refusal */
export const parseConcentration = chooser('concentration', concentrations, concentrationWords);
/** The gender a cell names ("women", "Men", "for her"); null for an empty one. @throws Refusal */
export const parseGender = chooser('gender', genders, genderWords);
/** The condition a cell names ("sealed", "Tester", "no box"); null for an empty one. @throws Refusal */
export const parseCondition = chooser('condition', itemConditions, conditionWords);
/** The kind of product a cell names ("perfume", "Hair care"); null for an empty one. @throws Refusal */
export const parseKind = chooser('kind', productKinds, {});

function chooser<Value extends string>(
  what: string,
  values: readonly Value[],
  others: Readonly<Record<string, Value>>,
): (text: string) => Value | null {
  const byKey = new Map<string, Value>([
    ...Object.entries(others),
    ...values.map((value): [string, Value] => [columnKey(value), value]),
  ]);
  return (text) => {
    const key = columnKey(text);
    if (key === '') return null;
    const value = byKey.get(key) ?? byKey.get(key.replace(/^for/, ''));
    if (value === undefined)
      throw new Refusal(`${shown(text)} is not a ${what} the shop knows: ${values.join(', ')}.`);
    return value;
  };
}
