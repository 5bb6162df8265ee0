/** A domain as it is compared: what is written with `www.` or a final dot is the same one. */
export const bareDomain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/^www\./, '')
    .replace(/\.$/, '');

/** The domain of an address of the web; undefined for what is none. */
export const domainOf = (address: string | null | undefined): string | undefined =>
  typeof address === 'string' && URL.canParse(address) ? bareDomain(new URL(address).hostname) : undefined;

/** An address as people read it. */
export function decodedAddress(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
