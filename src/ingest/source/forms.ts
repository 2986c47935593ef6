import { bodsForms } from './bods.form';
import type { SourceForm } from './form';
import type { FormName } from './form-names';
import { gleifRelationships } from './gleif.form';

/** How files that are published under a standard are read, each with columns of its own. */
export const sourceForms: Readonly<Record<FormName, SourceForm>> = {
  ...bodsForms,
  'gleif-relationships': gleifRelationships,
};
