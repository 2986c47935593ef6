import type { Statement } from './statement';
import { chineseFamilyNames, chineseGivenNamesOfMen, chineseGivenNamesOfWomen } from './words/chinese-names';
import { chineseBrands, chineseTrades, industries, institutions, latinBrands, latinTrades } from './words/companies';
import { latinFamilyNames, latinGivenNamesOfMen, latinGivenNamesOfWomen } from './words/latin-names';
import { cities } from './words/places';

/** Relatives share a `clan`, the key that deals the family name. Needs columns `chinese`, `female` and `id`. */
export const familyName = (statement: Statement, clan: string) =>
  `case when chinese then ${statement.pick(chineseFamilyNames, clan, 'family name')}
    else ${statement.pick(latinFamilyNames, clan, 'family name')} end`;

export const givenName = (statement: Statement) =>
  `case when chinese and female then ${statement.pick(chineseGivenNamesOfWomen, 'id', 'given name')}
    when chinese then ${statement.pick(chineseGivenNamesOfMen, 'id', 'given name')}
    when female then ${statement.pick(latinGivenNamesOfWomen, 'id', 'given name')}
    else ${statement.pick(latinGivenNamesOfMen, 'id', 'given name')} end`;

export const fullName = `case when chinese then family_name || given_name else given_name || ' ' || family_name end`;

/** The trade of a company, as a place in the lists of industries and trades. */
export const tradeOf = (statement: Statement) => `(1 + ${statement.roll('id', 'trade', industries.length)})`;

/** Companies of one group share a `brand`, the key that deals it. */
export const companyName = (statement: Statement, brand: string) =>
  `case when chinese then ${statement.pick(cities, brand, 'seat')} || ${statement.pick(chineseBrands, brand, 'brand')}
      || ${statement.word(chineseTrades, tradeOf(statement))}
      || case when ${statement.chance('id', 'listed', 12)} then '股份有限公司' else '有限公司' end
    else ${statement.pick(latinBrands, brand, 'brand')} || ' ' || ${statement.word(latinTrades, tradeOf(statement))}
      || case when ${statement.chance('id', 'listed', 30)} then ' plc' else ' Ltd' end end`;

export const institutionName = (statement: Statement) =>
  `${statement.pick(cities, 'id', 'seat')} || '市' || ${statement.pick(institutions, 'id', 'institution')}`;
