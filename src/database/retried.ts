import { codeOf } from './fault';

/** A deadlock with the bank's daily work is nobody's fault: three attempts. */
export async function retried<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === 3 || !/^40/.test(codeOf(error) ?? '')) throw error;
    }
  }
}
