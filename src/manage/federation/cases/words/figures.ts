import { bilingual, plural } from '../../../../pages/words/typeset.ts';

/** All numbers of the cases of a federation, for its officers alone. */
export const FIGURES = bilingual(
  {
    heading: 'Vos chiffres internes',
    internal: 'Interne : à ne pas publier',
    lead: (federation: string, day: string) =>
      `${federation}, au ${day}. Même les petits nombres y sont : gardez cette page entre vous. N’y sont pas les dossiers écartés, les besoins envoyés que personne n’a ouverts, ni les dossiers supprimés tant que moins de cinq ont eu la même issue.`,
    grant: 'Les chiffres qui se montrent, pour une demande de subvention',
    year: (year: string) => `L’année ${year}`,
    half: (from: string, to: string, isOver: boolean) => `Du ${from} au ${to}${isOver ? '' : ', en cours'}`,
    received: (count: number) =>
      count === 0 ? 'Aucun dossier reçu.' : plural(count, 'Un dossier reçu.', `${count} dossiers reçus.`),
    states: {
      received: (count: number) => `Sans nouvelle depuis : ${count}`,
      'written-to': (count: number) => `Ont écrit à un hébergeur : ${count}`,
      answered: (count: number) => `Ont reçu une réponse : ${count}`,
      chosen: (count: number) => `Ont choisi : ${count}`,
      moved: (count: number) => `Ont déménagé : ${count}`,
      'gave-up': (count: number) => `Ont renoncé : ${count}`,
    },
    recommendations: (count: number) => `Recommandations faites : ${count}`,
    referrals: (count: number) => `Orientations vers un hébergeur : ${count}`,
    deleted: (count: number) =>
      `Dont ${plural(count, 'un dossier supprimé', `${count} dossiers supprimés`)} depuis : ils ne sont comptés que dans l’année, et par ce qu’ils sont devenus.`,
    by: { departement: 'Par département', family: 'Par premier usage de chacun', help: 'Par aide demandée' },
    counted: (label: string, count: number) => `${label} : ${count}`,
    breakdown: 'Dossiers de l’année, sans ceux qui sont supprimés.',
    earlier: (year: string) => `Voir ${year}`,
    csv: 'Ces chiffres pour un tableur, chaque ligne marquée « interne »',
    howToRead: 'Comment lire ces chiffres',
  },
  {
    heading: 'Your internal numbers',
    internal: 'Internal: not to be published',
    lead: (federation, day) =>
      `${federation}, as of ${day}. Small numbers are in them too: keep this page among you. Left out are cases put aside, needs that were sent and that nobody has opened, and deleted cases as long as fewer than five ended in the same way.`,
    grant: 'The numbers that may be shown, for a grant application',
    year: (year) => `The year ${year}`,
    half: (from, to, isOver) => `From ${from} to ${to}${isOver ? '' : ', not over yet'}`,
    received: (count) =>
      count === 0 ? 'No case received.' : plural(count, 'One case received.', `${count} cases received.`),
    states: {
      received: (count) => `No news since: ${count}`,
      'written-to': (count) => `Wrote to a host: ${count}`,
      answered: (count) => `Were answered: ${count}`,
      chosen: (count) => `Chose: ${count}`,
      moved: (count) => `Moved: ${count}`,
      'gave-up': (count) => `Gave up: ${count}`,
    },
    recommendations: (count) => `Recommendations made: ${count}`,
    referrals: (count) => `Referrals to a host: ${count}`,
    deleted: (count) =>
      `Of which ${plural(count, 'one case was deleted', `${count} cases were deleted`)} since: they are counted in the year alone, by what became of them.`,
    by: { departement: 'By département', family: 'By the first usage of each', help: 'By help asked for' },
    counted: (label, count) => `${label}: ${count}`,
    breakdown: 'Cases of the year, without those that were deleted.',
    earlier: (year) => `See ${year}`,
    csv: 'These numbers for a spreadsheet, each line marked “internal”',
    howToRead: 'How to read these numbers',
  },
);
