import {
  buildSchema,
  findBreakingChanges,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  printSchema,
} from 'graphql';
import '../../src/entities';
import { publishSchema } from '../../src/graph/declare/publish';
import { allEntities, entityOf } from '../../src/graph/declare/registry';
import { acceptedBreakingChanges } from './accepted-changes';
import { textOf } from './source-files';

const schema = publishSchema();
const ownTypes = (of: GraphQLSchema) =>
  Object.values(of.getTypeMap()).filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type));

describe('the schema', () => {
  test('schema.graphql is what the declarations print', () => {
    expect(textOf('schema.graphql')).toBe(`${printSchema(schema)}\n`);
  });

  test('nothing breaks against the last release without being said', () => {
    const released = buildSchema(textOf('test/architecture/released.graphql'));

    const breaking = findBreakingChanges(released, schema).map((change) => change.description);

    expect(breaking.filter((change) => !acceptedBreakingChanges.includes(change))).toEqual([]);
  });

  test('every type, field, argument and enum value is described', () => {
    const silent: string[] = [];
    for (const type of ownTypes(schema)) {
      if (!type.description && !['Query', 'Mutation'].includes(type.name)) silent.push(type.name);
      if (isEnumType(type)) {
        silent.push(
          ...type
            .getValues()
            .filter((value) => !value.description)
            .map((value) => `${type.name}.${value.name}`),
        );
      }
      if (isInputObjectType(type)) {
        silent.push(
          ...Object.values(type.getFields())
            .filter((field) => !field.description)
            .map((field) => `${type.name}.${field.name}`),
        );
      }
      if (!isObjectType(type)) continue;
      for (const field of Object.values(type.getFields())) {
        if (!field.description) silent.push(`${type.name}.${field.name}`);
        silent.push(
          ...field.args.filter((one) => !one.description).map((one) => `${type.name}.${field.name}(${one.name}:)`),
        );
      }
    }

    expect(silent).toEqual([]);
  });

  test('every field of an entity states its data class', () => {
    const unstated = allEntities().flatMap(({ name }) => {
      const type = schema.getType(name);
      if (!isObjectType(type)) return [name];
      return Object.values(type.getFields())
        .filter((field) => field.extensions.c360?.dataClass === undefined)
        .map((field) => `${name}.${field.name}`);
    });

    expect(unstated).toEqual([]);
  });

  test('a field is required only where its column is and no reader is refused it', () => {
    // Who is refused a record as such never meets it, so that its id may be required.
    const refusable = allEntities().flatMap(({ name, dataClass = 'C1' }) => {
      const type = schema.getType(name);
      const open = (field: { name: string }) =>
        ['C1', ...(field.name === 'id' ? [dataClass] : [])] as (string | undefined)[];
      return isObjectType(type)
        ? Object.values(type.getFields())
            .filter(
              (field) => !open(field).includes(field.extensions.c360?.dataClass) && String(field.type).endsWith('!'),
            )
            .map((field) => `${name}.${field.name}`)
        : [];
    });

    expect(refusable).toEqual([]);
  });

  test('rows that may be the parent’s own customer’s or another’s lead no further', () => {
    const mixed = allEntities()
      .flatMap(({ fields }) => [...fields.values()])
      .flatMap((field) => (field.kind === 'edge' && field.stays ? [field] : []));
    const ways = mixed.flatMap(({ to }) =>
      [...entityOf(to).fields.values()].filter(({ kind }) => !['stored', 'embedded'].includes(kind)),
    );

    expect(mixed.map(({ name }) => name)).toEqual(['edges']);
    expect(ways).toEqual([]);
  });

  test('every table of customer facts has a scope, and only dictionaries have none', () => {
    const open = allEntities()
      .filter(({ scope }) => typeof scope !== 'function')
      .map(({ name }) => name);

    expect(open.sort()).toEqual([
      'BankEvent',
      'Employee',
      'Grant',
      'KnowledgeArticle',
      'MeasureDefinition',
      'OrgUnit',
      'Product',
      'RootCause',
      'UserError',
      'Viewer',
    ]);
  });
});
