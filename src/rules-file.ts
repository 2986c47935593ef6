import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { z } from 'zod';

/** Reads a file of rules; throws where it does not say them rightly. */
export function readRules<Shape extends z.ZodType>(shape: Shape, file: string): z.infer<Shape> {
  const { success, data, error } = shape.safeParse(parse(readFileSync(file, 'utf8')));
  if (success) return data;
  const [issue] = error.issues;
  throw new Error(`${file}: ${issue?.path.join('.')}: ${issue?.message}`);
}
