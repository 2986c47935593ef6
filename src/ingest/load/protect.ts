import { type IdentifierKeys, phoneHash, sealIdentifier } from '../../entities/party/identifier-seal';

/** The keys under which identifiers and phones are hashed and identifiers sealed. */
export interface ProtectionKeys extends IdentifierKeys {
  readonly contactMac: Uint8Array;
}

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

/** Brings the fields of a row into their stored form, where the entity keeps something in another one. */
export function protect(entity: string, values: Values, keys: ProtectionKeys): Values {
  protections[entity]?.(values, keys);
  return values;
}
