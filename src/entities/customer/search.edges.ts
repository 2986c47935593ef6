import { sql } from 'drizzle-orm';
import { GraphQLString } from 'graphql';
import { badInput } from '../../errors';
import { by, QueryRoot, toOne, toPage } from '../../graph/declare/edge';
import { ownedBy } from '../../graph/declare/entity';
import type { Row } from '../../graph/declare/field';
import type { EdgeInputs } from '../../graph/declare/join';
import type { KeyedHashes } from '../../graph/declare/lookup';
import { readerOf } from '../../graph/declare/stored';
import { identifierSchemes } from '../party/party-identifier.table';
import { IdentifierSchemeEnum } from '../party/party-identifier.type';
import { Customer } from './customer.type';
import { searchToken } from './search-token.table';

const longestText = 100;

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const phoneTokens = (text: unknown, hashes: KeyedHashes) => hashes.phone(String(text)).map((hash) => `+${hex(hash)}`);
const schemeTokens = (scheme: string, text: unknown, hashes: KeyedHashes) =>
  hashes.identifier(scheme, String(text)).map((hash) => `#${hex(hash)}`);
const identifierTokens = (text: unknown, hashes: KeyedHashes) =>
  identifierSchemes.flatMap((scheme) => schemeTokens(scheme, text, hashes));

/** The tokens of one exact number. */
const numberTokens = ({ scheme, value }: Readonly<Record<string, unknown>>, hashes: KeyedHashes): string[] =>
  scheme === 'CUSTOMER_NUMBER' ? [`=${String(value).trim()}`] : schemeTokens(String(scheme), value, hashes);

toOne({
  from: QueryRoot,
  name: 'lookup',
  to: Customer,
  description:
    'One customer by the bank’s own number, or by an identifier for who may look up or reads identifiers in full. Counted for each reader, misses double; too many in a day are refused with RATE_LIMITED.',
  arguments: {
    scheme: {
      type: () => IdentifierSchemeEnum,
      description: 'The kind of number; CUSTOMER_NUMBER is the bank’s own.',
    },
    value: { type: () => GraphQLString, description: 'The number, exactly.' },
  },
  lookup: { by: 'scheme', dataClass: 'C3', open: 'CUSTOMER_NUMBER' },
  on: ({ row, inputs }) => sql`${row.customerId} in (
    select s.customer_id from search_token as s where s.token = any(${inputs.arguments('text[]', numberTokens)}))`,
});

toPage({
  from: QueryRoot,
  name: 'search',
  to: Customer,
  description:
    'Customers in the reader’s scope by part of a name (Chinese or Latin), or by their exact customer number, phone or identifier; by name.',
  arguments: {
    text: { type: () => GraphQLString, description: `What to look for; at most ${longestText} characters.` },
  },
  check: ({ text }) => {
    const length = String(text).trim().length;
    if (length === 0) throw badInput('search(text:) is empty.');
    if (length > longestText) throw badInput(`search(text:) is longer than ${longestText} characters.`);
    if (String(text).includes('\0')) throw badInput('search(text:) holds a NUL character.');
  },
  order: [],
  on: () => undefined,
  candidates: {
    table: searchToken,
    key: readerOf(searchToken.customerId),
    scope: ownedBy(searchToken.customerId, searchToken.scopeKey),
    order: [by(searchToken.sortName), by(searchToken.customerId)],
    arms: [
      {
        dataClass: 'C1',
        where: (row: Row, inputs: EdgeInputs) => {
          const text = inputs.argument('text', 'text');
          return sql`${row.token} = search_probe(${text}) and name_has_words(${row.sortName}, ${text})`;
        },
      },
      {
        dataClass: 'C1',
        where: (row, inputs) => sql`${row.token} = '=' || btrim(${inputs.argument('text', 'text')})`,
      },
      {
        dataClass: 'IDENTITY',
        repeats: true,
        where: (row, inputs) => sql`${row.token} = any(${inputs.argument('text', 'text[]', phoneTokens)})`,
      },
      {
        dataClass: 'C3',
        repeats: true,
        where: (row, inputs) => sql`${row.token} = any(${inputs.argument('text', 'text[]', identifierTokens)})`,
      },
    ],
  },
});
