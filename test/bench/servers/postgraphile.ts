import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { jsonPgSmartTags } from 'postgraphile/utils';

const { DATABASE_URL: connectionString = '' } = process.env;

/** The other party is a customer or none at all, which no constraint can say. */
const customers = (column: string) => ({ tags: { foreignKey: `(${column}) references public.customer (customer_id)|@fieldName customer` } });

const tags = jsonPgSmartTags({
  version: 1,
  config: {
    class: {
      'public.party_relationship': customers('other_party_id'),
      'public.account_party': customers('party_id'),
    },
  },
});

const preset = {
  extends: [PostGraphileAmberPreset],
  plugins: [tags],
  disablePlugins: ['PgIndexBehaviorsPlugin', 'MutationPlugin'],
  pgServices: [
    makePgService({
      connectionString,
      schemas: ['public', 'peer'],
      poolConfig: { max: 10, idleTimeoutMillis: 0, application_name: 'bench postgraphile' },
    }),
  ],
  schema: { defaultBehavior: 'connection list' },
  grafast: { explain: false },
  grafserv: { graphiql: false, watch: false, websockets: false },
};

async function main(): Promise<void> {
  const serv = postgraphile(preset as never).createServ(grafserv);
  const server = createServer();
  await serv.addTo(server);
  server.listen(0, '127.0.0.1', () => {
    process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
  });
}

void main();
