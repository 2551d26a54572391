import { describe, expect, it } from 'vitest';
import {
  concentrationLabels,
  conditionDescriptions,
  conditionLabels,
  genderLabels,
  kindLabels,
} from './labels.ts';
import { concentrations, genders, itemConditions, productKinds } from './model.ts';

describe('labels', () => {
  it.each([
    ['kinds', kindLabels, productKinds],
    ['genders', genderLabels, genders],
    ['concentrations', concentrationLabels, concentrations],
    ['conditions', conditionLabels, itemConditions],
    ['descriptions of conditions', conditionDescriptions, itemConditions],
  ] as const)('tell all %s apart', (_, labels, words) => {
    expect(Object.keys(labels).sort()).toEqual([...words].sort());
    expect(new Set(Object.values(labels)).size).toBe(words.length);
  });
});
