ALTER TABLE "beneficial_owner" DROP CONSTRAINT "beneficial_owner_basis_fk";
--> statement-breakpoint
ALTER TABLE "party_group_member" DROP CONSTRAINT "party_group_member_anchor_fk";
--> statement-breakpoint
ALTER TABLE "beneficial_owner" ADD CONSTRAINT "beneficial_owner_basis_check" CHECK ("beneficial_owner"."basis" in ('SPOUSE', 'PARENT', 'CHILD', 'SIBLING', 'GUARDIAN', 'POWER_OF_ATTORNEY', 'LEGAL_REPRESENTATIVE', 'DIRECTOR', 'BOARD_CHAIR', 'SENIOR_MANAGER', 'SIGNATORY', 'CONTACT', 'EMPLOYEE', 'SHAREHOLDING', 'VOTING_RIGHTS', 'PROFIT_RIGHTS', 'APPOINTS_BOARD', 'CONTRACT_CONTROL', 'OTHER_CONTROL', 'SURPLUS_RIGHTS', 'CONSOLIDATES', 'CONSOLIDATES_ULTIMATELY', 'HEAD_OFFICE', 'FUND_MANAGER', 'UMBRELLA_FUND', 'MASTER_FUND', 'SETTLOR', 'TRUSTEE', 'PROTECTOR', 'BENEFICIARY', 'NOMINEE', 'GUARANTEES', 'SUPPLIES', 'SAME_ADDRESS', 'SAME_PHONE'));
--> statement-breakpoint
-- What follows is written by hand: whoever enters a member by hand names parties that are there; what is worked out does.
create or replace function party_group_member_fill() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  select kind, mask_name(display_name) into new.party_kind, new.party_name_masked
  from party where party_id = new.party_id;
  if new.party_kind is null then
    raise exception 'Group: its member % does not exist', new.party_id using errcode = 'foreign_key_violation';
  end if;
  if not exists (select from party where party_id = new.customer_id) then
    raise exception 'Group: its anchor % does not exist', new.customer_id using errcode = 'foreign_key_violation';
  end if;
  return new;
end
$$;
