import { parseArgs } from 'node:util';

/** Whole numbers given as `--name 5`, with their defaults; ends the process with one line on anything else. */
export function checkOptions<Numbers extends Record<string, number>>(defaults: Numbers): Numbers {
  const names = Object.keys(defaults);
  try {
    const { values } = parseArgs({
      options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
    });
    const given = Object.entries(values).map(([name, text]) => {
      const number = Number(text);
      if (!Number.isInteger(number) || number < 1)
        throw new Error(`--${name} must be a whole number from 1, not ${text}`);
      return [name, number];
    });
    return { ...defaults, ...Object.fromEntries(given) };
  } catch (cause) {
    console.error(cause instanceof Error ? cause.message : String(cause));
    return process.exit(2);
  }
}
