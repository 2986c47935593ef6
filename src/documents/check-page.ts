import type { GraphQLSchema } from 'graphql';
import type { Role } from '../access/policy';
import { type Admitted, admit, DocumentFault, hashOf } from './admit';
import { type Examination, examine, refuseTheUnreadable } from './examine';
import { defaultDocumentLimits } from './limits';

/** A document as a reviewer is shown it. */
export interface Reviewed {
  readonly title: string;
  readonly text: string;
  readonly purpose?: string | undefined;
  readonly roles: readonly Role[];
  readonly rowLimit: number | null;
}

export interface CheckPage {
  /** Markdown. */
  readonly text: string;
  /** The documents that could not be run with the current schema and rights. */
  readonly broken: readonly string[];
}

const line = (columns: readonly string[]) => `| ${columns.join(' | ')} |`;
const listed = (names: readonly string[]) => (names.length === 0 ? 'nothing' : names.join(', '));

/** The page that a reviewer signs: what each document shows each role, how much of it, and what no longer works. */
export async function checkPage(schema: GraphQLSchema, documents: readonly Reviewed[]): Promise<CheckPage> {
  const broken: string[] = [];
  const sections: string[] = [];
  for (const document of documents) {
    try {
      const admitted = admit(schema, document.text, defaultDocumentLimits);
      const examination = await examine(schema, admitted, document.roles);
      refuseTheUnreadable(examination);
      sections.push(sectionOf(document, admitted, examination));
    } catch (error) {
      if (!(error instanceof DocumentFault)) throw error;
      broken.push(document.title);
      sections.push(`## ${document.title}\n\n**Broken:** ${error.message}\n`);
    }
  }
  const head = [
    '# Check of documents',
    '',
    'What each document shows the holders of each role, of records in their reach: **F** full, **M** masked, **H** hidden,',
    '– refused as a whole. Parties out of reach are stubs for everybody: their kind, and a masked name.',
    '',
    `Broken by the current schema or rights: ${listed(broken)}.`,
    '',
  ];
  return { text: [...head, ...sections].join('\n'), broken };
}

function sectionOf(document: Reviewed, { operation, operationName }: Admitted, examination: Examination): string {
  const { worstRows, readings, fields, inputs, openInputs } = examination;
  const coordinates = [...new Set(readings.flatMap(({ effects }) => [...effects.keys()]))];
  const table = [
    line(['field', ...readings.map(({ role }) => role)]),
    line(['---', ...readings.map(() => ':-:')]),
    ...coordinates.map((name) => line([name, ...readings.map(({ effects }) => effects.get(name)?.[0] ?? '–')])),
  ];
  const limit = document.rowLimit === null ? '' : `, of which one request may ask for ${document.rowLimit}`;
  const refusals = readings.filter(({ refusal }) => refusal !== null);
  return [
    `## ${document.title}`,
    '',
    ...(document.purpose ? [document.purpose, ''] : []),
    `- ${operation.operation} ${operationName}, sha256:${hashOf(document.text)}`,
    `- at most ${worstRows} rows${limit}; ${fields.length} coordinates`,
    `- filters and orders by ${listed([...inputs, ...openInputs])}`,
    ...refusals.map(({ role, refusal }) => `- ${role} is refused: ${refusal}`),
    '',
    ...table,
    '',
  ].join('\n');
}
