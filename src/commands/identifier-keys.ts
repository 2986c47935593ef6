import type { Config } from '../config';
import { loadKeyRing } from '../database/secrets';
import { type ProtectionRing, protectionRing } from '../entities/party/protection-keys';

/** The keys under which what fills the bank hashes phones and identifiers and seals identifiers, the newest first. */
export const identifierKeys = async ({ secretKey }: Config): Promise<ProtectionRing> =>
  protectionRing(await loadKeyRing(secretKey));
