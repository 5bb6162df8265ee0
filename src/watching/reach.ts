import { isLoopback } from '../config.ts';
import { isAllowed } from '../outgoing/address.ts';

/**
 * Which sites a catalogue may visit. One that only this machine reaches cannot explain itself to anybody: it visits but the
 * sites that its operator names in OUTGOING_ALLOW.
 */
export function mayAskOf({
  publicUrl,
  outgoingAllow,
}: {
  publicUrl: string;
  outgoingAllow: readonly string[];
}): (url: URL) => boolean {
  const allowed = new Set(outgoingAllow);
  if (!isLoopback(new URL(publicUrl).hostname.replace(/^\[|\]$/g, ''))) return () => true;
  return (url) => isAllowed(url, allowed);
}
