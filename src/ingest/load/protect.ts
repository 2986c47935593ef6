import { type IdentifierKeys, phoneHash, sealIdentifier } from '../../entities/party/identifier-seal';
import type { ProtectionKeys } from '../../entities/party/protection-keys';

export type Values = Map<string, string | null>;

const bytea = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`;

/** An identifier is kept masked, hashed and sealed, never plain. */
function seal(values: Values, keys: IdentifierKeys): void {
  const { masked, hash, sealed } = sealIdentifier(values.get('scheme') ?? '', values.get('value') ?? '', keys);
  values.delete('value');
  values.set('value_masked', masked);
  values.set('value_hash', bytea(hash));
  values.set('value_sealed', bytea(sealed));
}

/** A phone is found by the keyed hash of its digits. */
function hashPhone(values: Values, { contactMac }: ProtectionKeys): void {
  const isPhone = values.get('kind') === 'PHONE';
  values.set('value_hash', isPhone ? bytea(phoneHash(values.get('value') ?? '', contactMac)) : null);
}

const protections: Record<string, (values: Values, keys: ProtectionKeys) => void> = {
  party_identifier: seal,
  contact_point: hashPhone,
};

/** Whether the entity keeps something under a key. */
export const isProtected = (entity: string): boolean => entity in protections;

/** The fields of a row in their stored form, where the entity keeps something in another one. */
export function protect(entity: string, values: ReadonlyMap<string, string | null>, keys: ProtectionKeys): Values {
  const stored = new Map(values);
  protections[entity]?.(stored, keys);
  return stored;
}
