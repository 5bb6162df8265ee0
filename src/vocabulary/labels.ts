import type { Label } from './reference.ts';
import type { AUDIENCES, LEGAL_FORMS } from './terms.ts';

/** Words for the closed lists of `terms.ts`; a term without its words does not compile. */

export const LEGAL_FORM_LABELS: Record<(typeof LEGAL_FORMS)[number], Label> = {
  association: { fr: 'Association', en: 'Non-profit association' },
  cooperative: { fr: 'Coopérative', en: 'Cooperative' },
  company: { fr: 'Entreprise', en: 'Company' },
  'micro-company': { fr: 'Micro-entreprise', en: 'Sole trader' },
  'public-body': { fr: 'Organisme public', en: 'Public body' },
  informal: { fr: 'Collectif sans forme juridique', en: 'Informal collective' },
  individual: { fr: 'Particulier', en: 'Individual' },
  other: { fr: 'Autre forme', en: 'Other form' },
};

export const AUDIENCE_LABELS: Record<(typeof AUDIENCES)[number], Label> = {
  associations: { fr: 'Associations', en: 'Non-profit organisations' },
  individuals: { fr: 'Particuliers', en: 'Individuals' },
  companies: { fr: 'Entreprises', en: 'Companies' },
  'public-bodies': { fr: 'Organismes publics', en: 'Public bodies' },
  schools: { fr: 'Écoles', en: 'Schools' },
  activists: { fr: 'Militants', en: 'Activists' },
};
