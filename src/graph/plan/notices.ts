import type { Decisions } from '../../access/decisions';
import type { DataClass, Effect, Relation } from '../../access/policy';
import type { AccessNotice, ReadClass } from './plan';

/**
 * Collects what the answer withholds, from the document and the grants alone: one entry per field and relation.
 * AML leaves no trace.
 */
export class Notices {
  private readonly entries = new Map<string, AccessNotice>();
  private readonly read = new Map<string, ReadClass>();

  constructor(private readonly decisions: Decisions) {}

  /** Notes a field's effects; a value that has no mask is hidden where a mask is asked. */
  note(field: string, dataClass: DataClass, maskable: boolean): void {
    for (const right of this.decisions.shape.rights) {
      this.add(field, right.relation, dataClass, settled(this.decisions.effect(right, dataClass), maskable));
    }
  }

  /** Notes a field of a party that is only linked: its effect is the linked one, and its value the stub’s. */
  noteLinked(field: string, dataClass: DataClass, effect: Effect): void {
    this.add(field, 'LINKED', dataClass, effect);
  }

  private add(field: string, relation: Relation, dataClass: DataClass, effect: Effect): void {
    this.read.set(`${dataClass} ${effect}`, { dataClass, effect });
    if (effect === 'FULL' || dataClass === 'AML') return;
    const key = `${field} ${relation}`;
    const known = this.entries.get(key);
    // Two roles of one relation: the more permissive counts, as it does for a row that both reach.
    if (!known || known.effect === 'HIDDEN') this.entries.set(key, { field, relation, effect });
  }

  /** The classes that the document reads, whatever their effect. */
  classes(): ReadClass[] {
    return [...this.read.values()];
  }

  all(): AccessNotice[] {
    return [...this.entries.values()];
  }
}

const settled = (effect: Effect, maskable: boolean): Effect => (effect === 'MASKED' && !maskable ? 'HIDDEN' : effect);
