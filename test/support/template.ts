import { migrate } from '../../src/database/migrate';
import type { DatabaseUrls } from './database';

/** What every fresh database begins with: the tables of all migrations. Rows that all tests share are added here. */
export async function fillTemplate({ ownerUrl }: DatabaseUrls): Promise<void> {
  await migrate({ ownerUrl });
}
