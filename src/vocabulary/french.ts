/** « de sites », « d’adresses », « du Réseau », « des Communs » */
export function of(words: string): string {
  if (words.startsWith('Le ')) return `du ${words.slice('Le '.length)}`;
  if (words.startsWith('Les ')) return `des ${words.slice('Les '.length)}`;
  return /^[aeéèêiouyh]/i.test(words) ? `d’${words}` : `de ${words}`;
}
