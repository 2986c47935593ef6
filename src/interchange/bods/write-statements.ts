import { createHash } from 'node:crypto';
import type { Statements } from '../../database/connect';
import type { ExportRun } from '../export-run';
import { fetched } from '../fetched';
import { interestTypeOf } from './codes';
import { type PartyRow, partyDetails } from './party-details';
import { type RelationshipRow, relationshipDetails } from './relationship-details';

const types = [...interestTypeOf.keys()];
const ownership = `outgoing and other_kind = 'ORGANISATION' and type = any ($1::text[])`;

const partyQuery = `
  with related as (
    select customer_id as party_id from party_relationship where ${ownership}
    union select other_party_id from party_relationship where ${ownership}
  )
  select public_id('pty_', party_id, party_id) as "recordId", p.kind, p.country,
    coalesce(o.legal_name, p.display_name) as name, (p.updated_at at time zone $2)::date::text as day,
    o.kind as "organisationKind", o.lei, o.uscc, o.established_on::text as "foundedOn",
    i.given_name as "givenName", i.family_name as "familyName", i.birth_date::text as "birthDate", i.nationality
  from related join party p using (party_id)
  left join organisation o on o.customer_id = party_id
  left join individual i on i.customer_id = party_id
  order by party_id`;

const relationshipQuery = `
  select public_id('own_', customer_id, other_party_id) as "recordId",
    public_id('pty_', customer_id, customer_id) as "interestedParty",
    public_id('pty_', other_party_id, other_party_id) as subject,
    (max(recorded_at) at time zone $2)::date::text as day, bool_and(coalesce(valid_to <= $3::date, false)) as "isOver",
    max(valid_to)::text as "lastDay",
    json_agg(json_build_object(
      'type', type, 'directness', directness, 'exact', share_pct, 'least', share_min, 'largest', share_max,
      'from', valid_from, 'to', valid_to,
      'isBeneficial', exists (select from beneficial_owner b
        where b.customer_id = r.other_party_id and b.party_id = r.customer_id and b.basis = r.type
          and b.as_of_end is null)
    ) order by type, valid_from, id) as interests
  from party_relationship r where ${ownership}
  group by customer_id, other_party_id order by other_party_id, customer_id`;

/**
 * All organisations and persons who stand in an ownership relation, and the relations between them, as statements of
 * BODS 0.4 in JSON. The statementId is made of what is stated, so it stays the same until that changes. Persons are told
 * without their numbers.
 */
export async function* bodsText(session: Statements, run: ExportRun): AsyncGenerator<string> {
  const publisher = await publisherName(session);
  const text = (statement: Stated) => statementText(statement, { ...run, publisher });
  let before = '[\n';
  const zone = [types, run.timeZone] as const;
  for await (const row of fetched<PartyRow>(session, partyQuery, zone)) {
    const recordType = row.kind === 'INDIVIDUAL' ? 'person' : 'entity';
    const { recordId, day } = row;
    yield `${before}${text({ recordId, recordType, about: recordId, day, status: 'new', details: partyDetails(row) })}`;
    run.count(recordType === 'person' ? 'persons' : 'entities');
    before = ',\n';
  }
  const rows = fetched<RelationshipRow>(session, relationshipQuery, [...zone, run.today]);
  for await (const row of rows) {
    const { recordId, subject: about, isOver, lastDay } = row;
    const day = isOver && lastDay !== null && lastDay > row.day ? lastDay : row.day;
    const status = isOver ? 'closed' : 'new';
    const details = relationshipDetails(row);
    yield `${before}${text({ recordId, recordType: 'relationship', about, day, status, details })}`;
    run.count('relationships');
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
  const [left] = await session.unsafe<{ count: number }[]>(
    `select count(*)::int from party_relationship
     where outgoing and other_kind = 'INDIVIDUAL' and type = any ($1::text[])`,
    [types],
  );
  run.leave(left?.count ?? 0, 'relations to a person, which BODS has none for');
}

async function publisherName(session: Statements): Promise<string> {
  const [office] = await session.unsafe<{ name: string }[]>(
    `select name from org_unit where level = 'HEAD_OFFICE' order by id limit 1`,
  );
  return office?.name ?? 'Customer 360 Graph';
}

interface Stated {
  readonly recordId: string;
  readonly recordType: 'entity' | 'person' | 'relationship';
  /** The record that the statement is about. */
  readonly about: string;
  readonly day: string;
  readonly status: 'new' | 'closed';
  readonly details: object;
}

function statementText(stated: Stated, { today, publisher }: { today: string; publisher: string }): string {
  const { recordId, recordType, about, day, status, details } = stated;
  const statementId = createHash('sha256')
    .update(JSON.stringify([recordId, status, day, details]))
    .digest('hex');
  return JSON.stringify({
    statementId,
    declarationSubject: about,
    statementDate: day,
    publicationDetails: { publicationDate: today, bodsVersion: '0.4', publisher: { name: publisher } },
    recordId,
    recordType,
    recordStatus: status,
    recordDetails: { isComponent: false, ...details },
  });
}
