import type { BenchBank } from './bank';
import { median } from './figures';
import { startLoader } from './loading';
import { wireOf } from './measure';
import { residentKilobytes } from './processor';
import { serve } from './serving';
import type { Subjects } from './subjects';

const connections = 32;
const loadSeconds = 5;
/** What a process has taken before its code is compiled and its caches are full tells nothing. */
const warmShare = 0.1;

/** Sends so many requests of the mix to the product, and tells what memory its process had meanwhile. */
export async function soak(
  bank: BenchBank,
  subjects: Subjects,
  requests: number,
  say: (line: string) => void,
): Promise<void> {
  const loader = startLoader();
  const served = await serve('product', bank, subjects);
  try {
    const wire = wireOf(served, 'mix');
    const seen: { answered: number; resident: number }[] = [];
    let told = 0;
    for (let answered = 0; answered < requests; ) {
      answered += (await loader.load(served, wire, connections, loadSeconds)).answered;
      const resident = residentKilobytes(served.pid) / 1024;
      seen.push({ answered, resident });
      if (answered - told < requests / 20) continue;
      told = answered;
      say(`${answered.toLocaleString('en')} answered, ${Math.round(resident)} MB`);
    }
    const warm = seen.filter((one) => one.answered >= requests * warmShare).map(({ resident }) => resident);
    const tenth = Math.ceil(warm.length / 10);
    const [first, last] = [median(warm.slice(0, tenth)), median(warm.slice(-tenth))];
    say(`memory at first and at last: ${first.toFixed(0)} MB, ${last.toFixed(0)} MB`);
  } finally {
    loader.stop();
    await served.stop();
  }
}
