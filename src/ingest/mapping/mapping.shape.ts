import { z } from 'zod';
import { formNames } from '../source/form-names';

/** An object with these keys only; a foreign key is told the allowed ones. */
const only = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `unknown key "${issue.keys[0]}"; allowed: ${Object.keys(shape).join(', ')}`
        : undefined,
  });

const named = <Value extends z.ZodType>(value: Value) =>
  z.record(
    z.string().regex(/^[a-z][a-z0-9_]*$/, 'is no name; a name is lower-case letters, digits and _, a letter first'),
    value,
  );

const text = z.string().min(1, 'must not be empty');
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()], {
  error: 'must be a text, a number, true, false or null',
});

export const encodings = [
  'utf-8',
  'utf-16le',
  'iso-8859-1',
  'iso-8859-2',
  'windows-1250',
  'windows-1252',
  'gb18030',
] as const;
const delimiters = { tab: '\t', comma: ',', semicolon: ';', pipe: '|' } as const;
export const delimiterCharacter = (name: keyof typeof delimiters): string => delimiters[name];

const oneOf = <const Values extends readonly string[]>(values: Values) =>
  z.enum(values, { error: (issue) => `"${String(issue.input)}" is not allowed; allowed: ${values.join(', ')}` });

const formatShape = {
  delimiter: oneOf(Object.keys(delimiters) as (keyof typeof delimiters)[]),
  header: z.boolean(),
  quote: z.string().regex(/^(.|none)$/, 'must be one character or none'),
  encoding: oneOf(encodings),
};

const columnType = z.string().regex(/^(text|integer|decimal|moment|date( [YMD./\- ]+)?)$/, {
  error: (issue) =>
    `"${String(issue.input)}" is no type; allowed: text, integer, decimal, moment, date, or date with a pattern such as DD.MM.YYYY`,
});

const condition = named(z.union([text, z.array(text).min(1)], { error: 'must be a value or a list of values' }));

const join = only({
  source: text.optional(),
  on: named(text).optional(),
  where: condition.optional(),
  loaded: text.optional(),
  key: text.optional(),
  identified: text.optional(),
  value: text.optional(),
  optional: z.boolean().optional(),
});

export const fieldShape = z.union(
  [
    scalar,
    z.strictObject({ value: text, map: text }),
    z.strictObject({ day: text, plus_months: z.union([text, z.int()]) }),
  ],
  { error: 'must be a text, a number, true, false, null, { value: …, map: … } or { day: …, plus_months: … }' },
);

/** The mapping file's shape; what its names mean is checked afterwards. */
export const mappingShape = only({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be lower-case letters, digits and -, a letter first'),
  time_zone: text.optional(),
  format: only(formatShape),
  constants: named(scalar).optional(),
  maps: named(z.record(z.string(), scalar)).optional(),
  sources: named(
    only({
      file: text.optional(),
      form: oneOf(formNames).optional(),
      format: only(formatShape).partial().optional(),
      columns: named(columnType),
      rows: z.array(z.array(scalar)).optional(),
    }),
  ),
  loads: z
    .array(
      only({
        from: text,
        where: condition.optional(),
        together: text.optional(),
        joins: named(join).optional(),
        into: named(
          only({
            entity: text,
            key: text,
            repeats: z.boolean().optional(),
            adopt: z.array(text).min(1).optional(),
            fields: named(fieldShape),
          }),
        ),
      }),
    )
    .min(1, 'must have at least one load'),
});

export type MappingShape = z.infer<typeof mappingShape>;
export type SourceShape = MappingShape['sources'][string];
export type LoadShape = MappingShape['loads'][number];
export type TargetShape = LoadShape['into'][string];
export type JoinShape = NonNullable<LoadShape['joins']>[string];
export type FieldShape = z.infer<typeof fieldShape>;
export type Scalar = z.infer<typeof scalar>;
