import { accessMatrix } from '../access/matrix';

/** Prints the policy as the table that a reviewer reads. */
export function printMatrix(): void {
  process.stdout.write(accessMatrix());
}
