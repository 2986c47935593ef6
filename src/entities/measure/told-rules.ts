import { parametersOf } from './measure-parameters';
import { fieldOf, measures } from './measures';
import type { MeasureRules } from './measures.rules';

/** How each measure is worked out by the rules; its members are named as the columns of `measure_definition`. */
const definitionsBy = (rules: MeasureRules) =>
  (Object.keys(measures) as (keyof typeof measures)[]).map((code) => {
    const { unit, dataClass, formula, inputs } = measures[code];
    const parameters = parametersOf(code, rules);
    return { code, field: fieldOf(code), unit, data_class: dataClass, formula, inputs, parameters };
  });

/** The rules with the definitions by them, as JSON: what is kept of a version. */
export const toldRules = (rules: MeasureRules): string => JSON.stringify({ rules, definitions: definitionsBy(rules) });
