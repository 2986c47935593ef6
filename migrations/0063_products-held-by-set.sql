ALTER TABLE "product_recommendation" DROP CONSTRAINT "product_recommendation_product_fk";
--> statement-breakpoint
ALTER TABLE "product_recommendation" DROP CONSTRAINT "product_recommendation_held_fk";

--> statement-breakpoint
-- What is written by hand: the products that are recommended, and those for which others are, are held as by foreign
-- keys, checked once for each statement instead of twice for each row.
create function products_held() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  strange bigint;
begin
  with named as materialized (
    select product_id as id from new_rows union select held_product_id from new_rows where held_product_id is not null
  ), held as materialized (
    select p.id from product p join named using (id) for key share of p
  )
  select id into strange from named where id not in (select id from held) limit 1;
  if found then
    raise exception 'Table %: there is no product %', tg_table_name, strange
      using errcode = 'foreign_key_violation', table = tg_table_name;
  end if;
  return null;
end
$$;
--> statement-breakpoint
create trigger products_given after insert on product_recommendation referencing new table as new_rows
for each statement execute function products_held();
--> statement-breakpoint
create trigger products_changed after update on product_recommendation referencing new table as new_rows
for each statement execute function products_held();
--> statement-breakpoint
create function recommended_product_gone() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from product_recommendation where old.id in (product_id, held_product_id)) then
    raise exception 'Product % is still recommended, or others are for it', old.id
      using errcode = 'foreign_key_violation', table = 'product_recommendation';
  end if;
  return null;
end
$$;
--> statement-breakpoint
create trigger recommended_product_gone after delete or update of id on product
for each row execute function recommended_product_gone();
