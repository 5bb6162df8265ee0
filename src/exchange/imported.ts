import type { HostDraft, Membership, Observed } from '../documents/host.ts';
import type { ServiceDraft } from '../documents/service.ts';

/*
 * The content of imported files in the terms of this catalogue, whatever the format. Readers of a format create it, and
 * the import writes it. An absent field is unknown, so it removes nothing from an entry.
 */

/** One organisation in one file. */
export interface ImportedHost {
  /** The address of the file: it identifies the organisation from one run to the next. */
  source: string;
  /** The day on which the file says that it was written; null: it does not say. */
  asOf: string | null;
  name: string;
  website?: string;
  facts: Partial<Omit<HostDraft, 'slug' | 'name' | 'website' | 'terms'>>;
  observed?: Observed;
  /** Its membership of the federation whose file links here. */
  membership?: Pick<Membership, 'status' | 'since' | 'until'>;
  services: ImportedService[];
}

/** One service of an organisation in one file. */
export interface ImportedService {
  source: string;
  asOf: string | null;
  slug: string;
  /** Its facts; a service without usages waits until somebody names them. */
  facts: Partial<Omit<ServiceDraft, 'slug'>> & Pick<ServiceDraft, 'name'>;
}
