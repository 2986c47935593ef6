import { z } from 'zod';
import { directnessCodes, entityTypes, interestTypes, personTypes, recordStatuses, recordTypes } from './codes';

type Told = Parameters<Extract<NonNullable<Parameters<typeof z.string>[0]>, object>['error'] & object>[0];

const must = (fault: string) => ({
  error: (issue: Pick<Told, 'input'>) => (issue.input === undefined ? 'is missing' : fault),
});
const text = z.string(must('must be a text'));
const filled = text.min(1, 'must not be empty');
const flag = z.boolean(must('must be true or false'));
const oneOf = <const Values extends readonly string[]>(values: Values) =>
  z.enum(values, must(`is not allowed; allowed: ${values.join(', ')}`));
const object = <Shape extends z.ZodRawShape>(shape: Shape) => z.object(shape, must('must be an object'));
const list = <Item extends z.ZodType>(item: Item) => z.array(item, must('must be a list'));

const day = z.iso.date({ error: 'is no date; written YYYY-MM-DD' });
/** A date, or a date and time, of which the day counts. */
const dayOfMoment = text
  .refine((given) => /^.{10}(T\d\d:\d\d.*)?$/.test(given) && day.safeParse(given.slice(0, 10)).success, {
    error: 'is no date; written YYYY-MM-DD',
  })
  .transform((given) => given.slice(0, 10));
const partialDay = text.refine((given) => /^\d{4}(-(0[1-9]|1[0-2]))?$/.test(given) || day.safeParse(given).success, {
  error: 'is no date; written YYYY, YYYY-MM or YYYY-MM-DD',
});

const percentFault = 'must be a number from 0 to 100';
const percent = z.number(must(percentFault)).min(0, percentFault).max(100, percentFault);

const country = object({ name: text.optional(), code: text.min(2, 'must have 2 characters or more').optional() });
const identifier = object({ id: filled, scheme: text.optional(), schemeName: text.optional() }).refine(
  ({ scheme, schemeName }) => Boolean(scheme || schemeName),
  { error: 'has neither scheme nor schemeName' },
);
const share = object({
  exact: percent.optional(),
  minimum: percent.optional(),
  exclusiveMinimum: percent.optional(),
  maximum: percent.optional(),
  exclusiveMaximum: percent.optional(),
});

const interest = object({
  type: oneOf(Object.keys(interestTypes)),
  directOrIndirect: oneOf(directnessCodes).optional(),
  beneficialOwnershipOrControl: flag.optional(),
  details: text.optional(),
  share: share.optional(),
  startDate: day.optional(),
  endDate: day.optional(),
});

/** A party of a relationship: the record that tells it, or why none does. */
const recordReference = z.union([filled, z.object({ reason: filled })], must('must be the recordId of a party'));

const entityDetails = object({
  isComponent: flag,
  entityType: object({ type: oneOf(entityTypes) }),
  name: text.optional(),
  jurisdiction: country.optional(),
  identifiers: list(identifier).optional(),
  foundingDate: day.optional(),
});
const personDetails = object({
  isComponent: flag,
  personType: oneOf(personTypes),
  names: list(
    object({
      type: text.optional(),
      fullName: text.optional(),
      givenName: text.optional(),
      familyName: text.optional(),
    }),
  ).optional(),
  identifiers: list(identifier).optional(),
  nationalities: list(country).optional(),
  birthDate: partialDay.optional(),
});
const relationshipDetails = object({
  isComponent: flag,
  subject: recordReference,
  interestedParty: recordReference,
  interests: list(interest).min(1, 'names no interest'),
});

const statement = object({
  statementId: text.min(32, 'must have 32 to 64 characters').max(64, 'must have 32 to 64 characters'),
  statementDate: dayOfMoment,
  declarationSubject: filled,
  recordId: filled,
  recordType: oneOf(recordTypes),
  recordStatus: oneOf(recordStatuses).optional(),
});

/** What the bank reads of the three kinds of statements of BODS 0.4; anything else in them is let be. */
export const statementShapes = {
  entity: statement.extend({ recordDetails: entityDetails }),
  person: statement.extend({ recordDetails: personDetails }),
  relationship: statement.extend({ recordDetails: relationshipDetails }),
} as const;

export type EntityStatement = z.infer<typeof statementShapes.entity>;
export type PersonStatement = z.infer<typeof statementShapes.person>;
export type RelationshipStatement = z.infer<typeof statementShapes.relationship>;
export type Interest = z.infer<typeof interest>;
