/** How to read the gaps. */
export const READ_GAPS = {
  fr: 'Ces demandes n’ont trouvé personne. Les petits nombres ne sont pas montrés, pour que personne ne soit reconnu. Une case absente ne veut pas dire zéro.',
  en: 'Nobody was found for these requests. Small numbers are not shown, so that nobody is recognised. A missing cell does not mean zero.',
};

export const GAP_COLUMNS = {
  fr: ['mois', 'famille', 'région', 'au moins'],
  en: ['month', 'family', 'region', 'at least'],
};
