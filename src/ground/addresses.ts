/** A domain in the form in which domains are compared: lower case, without `www.` and without a final dot. */
export const bareDomain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/^www\./, '')
    .replace(/\.$/, '');

/** The domain of a web address, as `bareDomain` gives it; undefined when the text is not an address. */
export const domainOf = (address: string | null | undefined): string | undefined =>
  typeof address === 'string' && URL.canParse(address) ? bareDomain(new URL(address).hostname) : undefined;

/** An address with its percent-encoding decoded, as people read it; unchanged when it cannot be decoded. */
export function decodedAddress(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
