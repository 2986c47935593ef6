/** An import cannot run: the mapping, the files or the database stand in its way. Its text is for the operator. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
}
