import { type Figures, figuresOf } from './figures';
import type { Run } from './measure';
import { judged } from './report';

/** What was measured on a bank of so many customers. */
export interface Sized {
  readonly customers: number;
  readonly runs: readonly Run[];
}

const spent = ({ node, postgres }: Figures): number => node + postgres;

/** Processor time of a request of the product on each bank against that on the smallest, one a line. */
export function growthLines(sizes: readonly Sized[]): string[] {
  const of = ({ runs }: Sized) =>
    figuresOf(runs).filter(({ server, connections }) => server === 'product' && connections === judged);
  const [smallest, ...larger] = [...sizes].sort((one, other) => one.customers - other.customers);
  if (!smallest) return [];
  return larger.flatMap((size) =>
    of(smallest).flatMap((base) => {
      const grown = of(size).find(({ work }) => work === base.work);
      if (!grown) return [];
      const label = `${base.work} CPU at ${size.customers} customers vs ${smallest.customers}`;
      return [`${label}: ${(spent(grown) / spent(base)).toFixed(2)}`];
    }),
  );
}
