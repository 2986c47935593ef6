import { GraphQLString } from 'graphql';
import { entity } from '../../graph/declare/entity';
import { readerOf, stored } from '../../graph/declare/stored';
import { measureDefinition as row } from './measure-definition.rows';

@entity({
  name: 'MeasureDefinition',
  description: 'How a measure is worked out; it holds nothing of any customer.',
  table: row,
  row: row.code,
  scope: 'reference',
})
export class MeasureDefinition {
  @stored(row.code, 'C1', 'Its code, as orders name it.', { filter: true })
  code!: string;

  @stored(row.field, 'C1', 'The field of CustomerMeasures that tells it.')
  field!: string;

  @stored(row.unit, 'C1', 'What its value counts.', { filter: true })
  unit!: string;

  @stored(row.dataClass, 'C1', 'The data class by which readers are told it.')
  dataClass!: string;

  @stored(row.formula, 'C1', 'The formula in words.')
  formula!: string;

  @stored(
    readerOf(row.inputs),
    'C1',
    'The codes of the measures that stand in the formula; their values are told beside it.',
    {
      type: () => [GraphQLString],
    },
  )
  inputs!: string[];

  @stored(
    readerOf(row.parameters),
    'C1',
    'The periods, thresholds, weights and rates of the formula, each as `<path>: <value>` as the rules name it.',
    {
      type: () => [GraphQLString],
    },
  )
  parameters!: string[];

  @stored(row.rulesVersion, 'C1', 'The version of the rules by which it is worked out so.')
  rulesVersion!: string;
}
