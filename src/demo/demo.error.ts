/** The demo bank cannot be made here; the text says why and what to do, on one line. */
export class DemoError extends Error {
  override readonly name = 'DemoError';
}
