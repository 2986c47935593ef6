import '../entities';
import { printSchema } from 'graphql';
import { publishSchema } from '../graph/declare/publish';

/** Prints the schema as the declarations make it; needs no database. */
export async function schema(): Promise<void> {
  process.stdout.write(`${printSchema(publishSchema())}\n`);
}
