import { nearestRelation, type Standing } from './matrix';
import {
  type Context,
  effectOn,
  type FieldModel,
  type Item,
  isInScope,
  type LinkedModel,
  reachedAs,
  type View,
  type WayModel,
} from './model/model';
import { allModels } from './model/models';
import { standingsBehind } from './model/standings';
import { type Arguments, connection, edgeList, timelineList } from './paging';
import { nameMask, type Row } from './values';
import { contextOf, viewOf, wasThere } from './view';

const longestList = 100;

/** The value of a record's own field: in full or masked. What is hidden is left to the rules around it. */
export function fieldValue(item: Item, field: FieldModel, context: Context): unknown {
  const isMasked = effectOn(item, field.dataClass, context) === 'MASKED';
  return isMasked && field.mask ? field.mask(item.row) : field.read(item.row, contextOf(item.view, context), item);
}

const nobody: Row = {};

/** What lies behind a field that leads to other records; a field of the root has no parent. */
export function wayValue(
  way: WayModel,
  parent: Item | null,
  coordinate: string,
  args: Arguments,
  context: Context,
): unknown {
  const standings = standingsBehind(way, parent, args, context.reader);
  context.watch?.followed(coordinate);
  const row = parent?.row ?? nobody;
  const view = parent?.view ?? viewOf(args);
  const staysWith = (customer: unknown) => 'stays' in way && way.stays && parent?.row.customer_id === customer;
  const standingsOf = (found: Row) => (parent && staysWith(found.customer_id) ? parent.standings : standings);
  switch (way.kind) {
    case 'one':
    case 'list': {
      const { rows, item } = edgeList(
        { ...way, rows: (from, inner) => way.rows(from, inner, args) },
        row,
        {},
        context,
        standingsOf,
        view,
      );
      if (way.kind === 'list') return rows.slice(0, way.most ?? longestList).map(item);
      return rows[0] ? item(rows[0]) : null;
    }
    case 'page':
    case 'search': {
      const list = edgeList(way, row, args, context, standingsOf, view);
      const { restrictedBy } = way;
      const made = connection(list, coordinate, args, context);
      if (!restrictedBy) return made;
      const isStub = (found: Row) => standingsTowards(found[restrictedBy] as number, context).length === 0;
      return { ...made, restrictedCount: list.rows.filter(isStub).length };
    }
    case 'timeline':
      return connection(timelineList(way, row, context, standings, view), coordinate, args, context);
    case 'linked': {
      const party = linkedParty(
        way,
        row,
        context,
        parent && staysWith(row[way.partyColumn]) ? parent.standings : undefined,
      );
      if (parent && party.access === 'LINKED') context.watch?.stubbed(reachedAs(parent, context) ?? []);
      return party;
    }
    case 'node':
      return recordById(String(args.id), view, context);
    case 'nodes':
      return (args.ids as string[]).map((id) => recordById(id, view, context));
  }
}

function recordById(id: string, view: View, context: Context): Item | null {
  const model = allModels().find(({ prefix }) => prefix !== undefined && id.startsWith(`${prefix}_`));
  const row = model && contextOf(view, context).bank.one(model.table, 'public_id', id);
  const item = model && row && { model, row, standings: context.reader.standings, view };
  return item && wasThere(item.model, item.row, view, context) && isInScope(item, context) ? item : null;
}

/** As what the reader reaches a party at the end of a relation. */
function standingsTowards(partyId: number, { reader }: Context, among = reader.listing): Standing[] {
  const reaching = reader.reaches(partyId);
  return among.filter((standing) => reaching.has(standing));
}

/** In scope the customer's own kind and name, else the party's kind and the first character of its name. */
function linkedParty({ partyColumn }: LinkedModel, parent: Row, context: Context, own?: readonly Standing[]) {
  const { bank } = context;
  const partyId = parent[partyColumn] as number;
  const standings = standingsTowards(partyId, context, own);
  const party = bank.one('party', 'party_id', partyId) as Row;
  if (standings.length > 0) {
    const customer = bank.one('customer', 'customer_id', partyId) as Row;
    const kind = customer.kind === 'INDIVIDUAL' ? 'INDIVIDUAL' : 'ORGANISATION';
    return { kind, displayName: customer.display_name, access: nearestRelation(standings), customerId: partyId };
  }
  const name = party.display_name === null ? '' : String(party.display_name).trim();
  return { kind: party.kind, displayName: name === '' ? null : nameMask(name), access: 'LINKED' };
}
