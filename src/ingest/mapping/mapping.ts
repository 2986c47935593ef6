import type { ImportPlan } from '../plan';
import { scalarText } from './check.field';
import { type Checked, checkLoad } from './check.load';
import { checkSource } from './check.source';
import { readMappingDocument } from './mapping.document';

/** Reads and checks a whole mapping file before any row is read; throws ImportError for the first fault in it. */
export function readMapping(file: string): ImportPlan {
  const document = readMappingDocument(file);
  const { mapping } = document;
  const timeZone = mapping.time_zone ?? 'UTC';
  if (!isTimeZone(timeZone)) document.fault(['time_zone'], `"${timeZone}" is no time zone such as Europe/Prague`);
  const constants = new Map(Object.entries(mapping.constants ?? {}).map(([name, value]) => [name, scalarText(value)]));
  const sources = new Map(
    Object.entries(mapping.sources).map(([name, source]) => [name, checkSource(document, name, source)]),
  );
  const checked: Checked = { document, constants, sources, stages: new Map() };
  const loads = mapping.loads.map((load, place) => checkLoad(checked, ['loads', place], load));
  const stages = [...checked.stages.values()];
  return { name: mapping.name, timeZone, constants, sources: [...sources.values()], stages, loads };
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
