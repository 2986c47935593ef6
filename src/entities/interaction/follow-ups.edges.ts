import { sql } from 'drizzle-orm';
import { by, QueryRoot, toPage } from '../../graph/declare/edge';
import { interaction } from './interaction.table';
import { Interaction } from './interaction.type';

toPage({
  from: QueryRoot,
  name: 'followUps',
  to: Interaction,
  description:
    'The next steps agreed with customers in the reader’s scope that are not done yet, the most pressing first.',
  order: [by(interaction.nextStepDue)],
  on: ({ row }) => sql`${row.nextStepDue} is not null and ${row.nextStepDoneAt} is null`,
});
