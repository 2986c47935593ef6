/** Asks again and again whether a report may go on; says so once when it may not. Answers how to end the watch. */
export function watch(everyMs: number, mayGoOn: () => Promise<boolean>, refused: () => void): () => void {
  let isAsking = false;
  const timer = setInterval(async () => {
    if (isAsking) return;
    isAsking = true;
    // Rights that cannot be had are no rights.
    const allowed = await mayGoOn().catch(() => false);
    isAsking = false;
    if (allowed) return;
    clearInterval(timer);
    refused();
  }, everyMs);
  return () => clearInterval(timer);
}
