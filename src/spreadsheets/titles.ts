/**
 * What a French sheet writes over a column instead of its name. A text has the title of its French part: what is
 * written without a language is French.
 */
const FRENCH: Readonly<Record<string, string>> = {
  host: 'Hébergeur',
  subject: 'Sujet',
  value: 'Réponse',
  'why.fr': 'Pourquoi',
  ties: 'Liens',
  decidedOn: 'Décidé le',
  reviewBy: 'À revoir le',
  reviewedOn: 'Revu le',
  expiresOn: 'Valable jusqu’au',
  'note.fr': 'Note',
  evidenceUrl: 'Preuve',
  tie: 'Lien',
  'certificate.issuer': 'Certificat délivré par',
  'certificate.number': 'Numéro du certificat',
  'certificate.expiresOn': 'Certificat valable jusqu’au',
  status: 'Statut',
  since: 'Depuis',
  until: 'Jusqu’au',
  charter: 'Charte',
  charterVersion: 'Version de la charte',
  lastReviewedOn: 'Dernière revue le',
  toCheck: 'À vérifier',
  'exceptions.fr': 'Exceptions',
};

export const frenchTitle = (column: string): string | undefined => FRENCH[column];

/** A title as it is compared: neither case, accents, spaces, hyphens nor the shape of apostrophes count. */
export const titleKey = (title: string): string =>
  title
    .normalize('NFD')
    .replace(/[\p{M}\s\-_'’]/gu, '')
    .toLowerCase();

/** The columns by everything that may stand over them: the name, the French title, and of a text the name alone. */
export function columnsByTitle(columns: readonly string[]): ReadonlyMap<string, string> {
  const byTitle = new Map<string, string>();
  for (const column of columns)
    for (const title of [column.replace(/\.fr$/, ''), frenchTitle(column) ?? column, column])
      if (title === column || !columns.includes(title)) byTitle.set(titleKey(title), column);
  return byTitle;
}

/** The columns that have two titles, each by both. */
export const bothTitles = (columns: readonly string[]): string =>
  columns
    .flatMap((column) => {
      const french = frenchTitle(column);
      return french ? [`\`${column}\` or \`${french}\``] : [];
    })
    .join(', ');
