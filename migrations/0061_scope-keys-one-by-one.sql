-- Also where whoever writes reads whole tables and has turned this way off.
alter function scope_keys_held() set enable_nestloop = on;
