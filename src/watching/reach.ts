import { isLoopback } from '../config.ts';
import { isAllowed } from '../outgoing/address.ts';

/**
 * Which sites a catalogue may visit. A catalogue that is reachable only from its own machine cannot explain its
 * requests to anybody: it visits only the sites that its operator lists in OUTGOING_ALLOW.
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
