import type { HostDraft, Membership, Observed } from '../documents/host.ts';
import type { ServiceDraft } from '../documents/service.ts';

/*
 * What files of elsewhere say, in the words of this catalogue: readers of a format make it, and the import writes it,
 * whatever the format was. An absent field is unknown: it takes nothing away from an entry.
 */

/** One organisation, as one file says it. */
export interface ImportedHost {
  /** The address of the file: it tells the same organisation from one reading to the next. */
  source: string;
  /** The day that the file says it was written on; null: it does not say. */
  asOf: string | null;
  name: string;
  website?: string;
  facts: Partial<Omit<HostDraft, 'slug' | 'name' | 'website' | 'terms'>>;
  observed?: Observed;
  /** Its place in the federation whose file led here. */
  membership?: Pick<Membership, 'status' | 'since' | 'until'>;
  services: ImportedService[];
}

/** One service of an organisation, as one file says it. */
export interface ImportedService {
  source: string;
  asOf: string | null;
  slug: string;
  /** What it says; a service without usages waits for somebody who names them. */
  facts: Partial<Omit<ServiceDraft, 'slug'>> & Pick<ServiceDraft, 'name'>;
}
