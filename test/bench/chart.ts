import type { Figures } from './figures';
import type { ServerName, WorkName } from './options';
import { titles } from './titles';

const width = 860;
const left = 330;
const barHeight = 14;
const gap = 26;
const colours: Readonly<Record<ServerName, string>> = {
  limit: '#9aa5b1',
  product: '#0b6e4f',
  registered: '#2f8f6b',
  unmasked: '#4aa583',
  open: '#6bbf9b',
  postgraphile: '#3e6fb0',
  usual: '#c9733b',
  mercurius: '#8a63b3',
  yoga: '#b5467a',
};

/** Requests a second of every server at every work, as an image. */
export function chartOf(figures: readonly Figures[], connections: number): string {
  const shown = figures.filter((one) => one.connections === connections);
  const works = [...new Set(shown.map(({ work }) => work))];
  const parts: string[] = [];
  let y = 34;
  for (const work of works) {
    const { text, height } = groupOf(work, shown, y);
    parts.push(text);
    y += height + gap;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${y}" viewBox="0 0 ${width} ${y}" font-family="sans-serif" font-size="12">
<title>Requests a second of all servers at ${connections} connections</title>
<rect width="100%" height="100%" fill="#ffffff"/>
<text x="10" y="18" font-weight="bold">Requests a second at ${connections} connections, more is better</text>
${parts.join('\n')}
</svg>
`;
}

function groupOf(work: WorkName, shown: readonly Figures[], top: number): { text: string; height: number } {
  const servers = shown.filter((one) => one.work === work);
  const most = Math.max(...servers.map(({ rate }) => rate));
  const bars = servers.map(({ server, rate }, index) => {
    const y = top + 18 + index * (barHeight + 3);
    const length = Math.max(1, Math.round((rate / most) * (width - left - 70)));
    return `<text x="${left - 8}" y="${y + 11}" text-anchor="end">${titles[server]}</text>
<rect x="${left}" y="${y}" width="${length}" height="${barHeight}" fill="${colours[server]}"/>
<text x="${left + length + 6}" y="${y + 11}">${Math.round(rate)}</text>`;
  });
  const height = 18 + servers.length * (barHeight + 3);
  return { text: `<text x="10" y="${top + 10}" font-weight="bold">${work}</text>\n${bars.join('\n')}`, height };
}
