import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '#contract/problems';
import { openDeviceKey, openKeyStore } from '../../signing/device-key.ts';
import { certificateRequest } from '../../signing/request.ts';
import { useVisit } from '../../state/visit.ts';
import { fromBase64, toBase64 } from './base64.ts';

export type DeviceKey =
  | { readonly state: 'none' | 'making' }
  /** A signing service keeps this person's key; the browser's is left alone. */
  | { readonly state: 'remote' }
  /** The browser keeps no keys for this site. */
  | { readonly state: 'impossible' }
  | { readonly state: 'refused'; readonly problem: Problem }
  | { readonly state: 'held'; readonly key: CryptoKey; readonly certificate: Uint8Array<ArrayBuffer> };

const text = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** Whether the certificate is for this key: it carries the public key's point as it is. */
export const certifies = async (certificate: Uint8Array, key: CryptoKey): Promise<boolean> => {
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', key));
  return text(certificate).includes(text(point));
};

/**
 * The key of this person on this device and its certificate. Made and enrolled by itself once an officer has confirmed
 * who they are; made anew where the browser lost the key. What counts is what the topic `self` says afterwards.
 */
export const useDeviceKey = (): DeviceKey => {
  const { session, connection, topics, table } = useVisit();
  const self = topics.self.value;
  const [held, setHeld] = useState<DeviceKey>({ state: 'none' });
  const isConfirmed = self?.identity.state === 'confirmed';
  const certificate = self?.certificate?.thisDevice === true ? self.certificate.der : null;
  const isRemote = self?.certificate?.thisDevice === true && self.certificate.remote !== null;
  const { ceremonyId } = session;
  const { personId } = session.person;

  useEffect(() => {
    if (!isConfirmed) {
      setHeld({ state: 'none' });
      return undefined;
    }
    if (isRemote) {
      setHeld({ state: 'remote' });
      return undefined;
    }
    let here = true;
    const become = (next: DeviceKey): void => {
      if (here) setHeld(next);
    };
    const hold = async (): Promise<void> => {
      const pair = await openDeviceKey(table?.keys ?? (await openKeyStore(indexedDB)), { ceremonyId, personId });
      const der = certificate === null ? null : fromBase64(certificate);
      if (der !== null && (await certifies(der, pair.publicKey))) {
        return become({ state: 'held', key: pair.privateKey, certificate: der });
      }
      become({ state: 'making' });
      if (!here) return undefined;
      const answer = await connection.command('signing:enrol', { csr: toBase64(await certificateRequest(pair)) });
      return answer.ok ? undefined : become({ state: 'refused', problem: answer.problem });
    };
    hold().catch(() => become({ state: 'impossible' }));
    return () => {
      here = false;
    };
  }, [isConfirmed, isRemote, certificate, ceremonyId, personId, connection, table]);

  return held;
};
