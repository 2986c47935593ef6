-- The rest of the interests of BODS 0.4 that a bank keeps, and the relationships of GLEIF: told, not counted as control.
CREATE INDEX "party_identifier_organisation_index" ON "party_identifier" USING btree ("scheme","value_hash") WHERE "party_identifier"."scheme" in ('LEI', 'USCC');
--> statement-breakpoint
-- What follows is written by hand.
insert into relationship_type (type, from_label, to_label) values
  ('OTHER_CONTROL', 'OTHER_CONTROLLER', 'CONTROLLED_OTHERWISE'),
  ('SURPLUS_RIGHTS', 'SURPLUS_RIGHTS_HOLDER', 'INVESTEE'),
  ('CONSOLIDATES', 'DIRECT_PARENT', 'DIRECT_CHILD'),
  ('CONSOLIDATES_ULTIMATELY', 'ULTIMATE_PARENT', 'ULTIMATE_CHILD'),
  ('HEAD_OFFICE', 'HEAD_OFFICE', 'INTERNATIONAL_BRANCH'),
  ('FUND_MANAGER', 'FUND_MANAGER', 'MANAGED_FUND'),
  ('UMBRELLA_FUND', 'UMBRELLA_FUND', 'SUB_FUND'),
  ('MASTER_FUND', 'MASTER_FUND', 'FEEDER_FUND');
