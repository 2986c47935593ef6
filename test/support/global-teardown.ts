import { running } from './running-server';

export default async function globalTeardown(): Promise<void> {
  await running.stop();
}
