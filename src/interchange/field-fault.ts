/** Why a record of a file cannot be read: its field at fault, by path or column, and what stands there. */
export class FieldFault extends Error {
  constructor(
    readonly field: string,
    readonly value: string,
    reason: string,
  ) {
    super(reason);
  }
}
