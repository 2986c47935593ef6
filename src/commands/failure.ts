import { ConfigError } from '../config';

/** Waits for the work of a process; where it fails, says so in one line on standard error and sets the exit code. */
export async function failOnOneLine(work: Promise<unknown>, showsTrace = () => false): Promise<void> {
  try {
    await work;
  } catch (error) {
    process.stderr.write(`${showsTrace() ? traceOf(error) : lineOf(error)}\n`);
    // Exit, and not only a code: what was opened before the failure must not keep the process alive.
    process.exit(error instanceof ConfigError ? 2 : 1);
  }
}

function lineOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof ConfigError) return error.message;
  const [line] = error.message.split('\n');
  return line || String((error as { code?: unknown }).code ?? error.name);
}

const traceOf = (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error));
