import { describeCause, type Log } from './log';

/** Runs on the way out; the order is that of the list, and a failing step does not keep the next from running. */
export type Closer = () => Promise<void>;

/**
 * Ties the process to its signals: the first SIGTERM or SIGINT stops in order, a second one ends at once. An error that
 * nobody caught is logged, then stops in order too, and the process ends with 1.
 */
export function stopOnSignals(closers: readonly Closer[], log: Log): void {
  let isStopping = false;
  const stop = async (exitCode: number) => {
    if (isStopping) process.exit(exitCode === 0 ? 130 : exitCode);
    isStopping = true;
    process.exitCode = exitCode;
    for (const closer of closers) {
      await closer().catch((error: unknown) => {
        process.exitCode = 1;
        log.error({ cause: describeCause(error) }, 'could not stop in order');
      });
    }
    process.exit();
  };
  const onFailure = (error: unknown) => {
    log.fatal({ cause: describeCause(error) }, 'uncaught');
    void stop(1);
  };
  process.on('SIGTERM', () => void stop(0)).on('SIGINT', () => void stop(0));
  process.on('uncaughtException', onFailure).on('unhandledRejection', onFailure);
}
