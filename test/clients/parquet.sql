-- DuckDB over a report that was saved as Parquet:
-- curl --user "report:$TOKEN" "$GRAPH/reports/branch-accounts?format=parquet" --output accounts.parquet
select "customer.orgUnit.code" as unit, "balance.currency" as currency, count(*) as accounts,
  sum("balance.amount") as balance, min("openedOn") as first_opened
from read_parquet('accounts.parquet')
group by all
order by unit, currency;
