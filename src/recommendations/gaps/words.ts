/** How to read the gaps. */
export const READ_GAPS = {
  fr: 'Pour ces usages, personne n’était à proposer, même à vérifier, ou l’hébergeur a dit non. Les petits nombres ne sont pas montrés, pour que personne ne soit reconnu. Une case absente ne veut pas dire zéro.',
  en: 'Nobody could be proposed for these usages, not even to be asked, or the host said no. Small numbers are not shown, so that nobody is recognised. A missing cell does not mean zero.',
};

export const GAP_COLUMNS = {
  fr: { month: 'mois', family: 'famille', region: 'région', atLeast: 'au moins' },
  en: { month: 'month', family: 'family', region: 'region', atLeast: 'at least' },
};
