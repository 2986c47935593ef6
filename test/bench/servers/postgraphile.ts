import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { jsonPgSmartTags } from 'postgraphile/utils';

const { DATABASE_URL: connectionString = '' } = process.env;

const toCustomer = (column: string, names: string) => `(${column}) references public.customer (customer_id)|${names}`;

/** Views have no keys of their own, and that the other party may be a customer no constraint can say. */
const tags = jsonPgSmartTags({
  version: 1,
  config: {
    class: {
      'peer.manager_today': {
        tags: { primaryKey: 'customer_id', foreignKey: toCustomer('customer_id', '@foreignFieldName manager') },
      },
      'peer.relation_today': {
        tags: {
          primaryKey: 'customer_id,id',
          foreignKey: [
            toCustomer('customer_id', '@fieldName owner|@foreignFieldName relations'),
            toCustomer('other_party_id', '@fieldName customer|@foreignFieldName otherRelations'),
          ],
        },
      },
      'peer.owned_account': {
        tags: {
          primaryKey: 'owner_id,id',
          unique: 'customer_id,id',
          foreignKey: [
            toCustomer('owner_id', '@fieldName owner|@foreignFieldName accounts'),
            '(product_id) references public.product (id)|@fieldName product|@foreignFieldName ownedAccounts',
          ],
        },
      },
      'peer.account_party_today': {
        tags: {
          primaryKey: 'customer_id,id',
          foreignKey: [
            '(customer_id,account_id) references peer.owned_account (customer_id,id)|@fieldName account|@foreignFieldName parties',
            toCustomer('party_id', '@fieldName customer|@foreignFieldName accountParties'),
          ],
        },
      },
      'peer.waiting_complaint': {
        tags: {
          primaryKey: 'customer_id,id',
          foreignKey: [
            toCustomer('customer_id', '@fieldName customer|@foreignFieldName waitingComplaints'),
            '(owner_employee_id) references public.employee (id)|@fieldName owner|@foreignFieldName waitingComplaints',
          ],
        },
      },
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
