import type { RelationshipType } from '../../entities/related-party/relationship-type.table';
import type { Span } from './interests';

/** A right over a company beside its shares. */
export interface Right extends Span {
  readonly holder: number;
  readonly type: RelationshipType;
}

export interface Office {
  readonly holder: number;
  readonly type: RelationshipType;
  readonly since: string;
}

/** What is known of a group's parties beside its shares, by their places in the share matrix. */
export interface PartyFacts {
  readonly isPerson: (party: number) => boolean;
  readonly rights: (company: number) => readonly Right[];
  readonly offices: (company: number) => readonly Office[];
}
