import type { Plan } from '../../../documents/service.ts';
import { type Fault, fault } from '../../../ground/errors.ts';
import { statedPrice } from '../../../ground/stated-numbers.ts';
import {
  type Cells,
  choicesOf,
  dateCell,
  dayCell,
  partCells,
  plainCell,
  type SheetField,
  textCells,
} from '../../../spreadsheets/fields.ts';
import { numberCell } from '../../../spreadsheets/numbers.ts';
import { termCell, textsCell, yesNoCell } from '../../../spreadsheets/terms.ts';
import { type Both, HOST, REMOVE, said } from './columns.ts';
import { type FieldTerms, limitsCell, UNLIMITED } from './terms.ts';

/* The sheet of plans. Every fact needs a column here, otherwise an import would remove it. */

export const PLAN_COLUMNS: Record<string, Both> = {
  host: HOST,
  service: said(
    ['Service', 'Le nom court du service, ou son nom.'],
    ['Service', 'The short name of the service, or its name.'],
  ),
  plan: said(
    ['Formule', 'Son nom. Une formule qui change de nom en est une autre.'],
    ['Plan', 'Its name. A plan under another name is another plan.'],
  ),
  from: said(
    ['À partir du', 'Premier jour de ce prix. Vide : depuis toujours.'],
    ['From', 'First day of this price. Empty: since ever.'],
  ),
  period: said(['Période', 'Mois, trimestre ou an. Vide : an.'], ['Period', 'Month, quarter or year. Empty: year.']),
  for: said(
    [
      'Pour qui est ce prix',
      'Toute l’association, ou une personne : il est alors compté autant de fois qu’il y a de comptes. Vide : pas dit.',
    ],
    [
      'Whom the price covers',
      'The whole organisation, or one person: it then counts once for each account. Empty: not said.',
    ],
  ),
  fixed: said(
    ['Prix fixe', 'En euros par période. 0 : gratuit. Vide : pas dit.'],
    ['Fixed price', 'In euros for a period. 0: free. Empty: not said.'],
  ),
  membershipFee: said(['Adhésion', 'En euros par an.'], ['Membership fee', 'In euros a year.']),
  membershipFree: said(
    ['Adhésion libre', 'oui si chacun choisit le montant de son adhésion.'],
    ['Free membership fee', 'yes if everybody chooses what they pay as a member.'],
  ),
  'membershipFree.advised': said(
    ['Adhésion conseillée', 'En euros par an.'],
    ['Advised membership fee', 'In euros a year.'],
  ),
  'membershipFree.floor': said(['Adhésion minimum', 'En euros par an.'], ['Least membership fee', 'In euros a year.']),
  setupFee: said(['Frais d’installation', 'En euros, une seule fois.'], ['Setup fee', 'In euros, once.']),
  perAccount: said(
    ['Prix par compte de plus', 'En euros, au-delà des comptes compris. Vide : pas dit.'],
    ['Price for each further account', 'In euros, above the accounts that are included. Empty: not said.'],
  ),
  includedAccounts: said(['Comptes compris', 'Un nombre.'], ['Accounts included', 'A number.']),
  maxAccounts: said(['Comptes au plus', 'Un nombre, ou « illimité ».'], ['Most accounts', 'A number, or “unlimited”.']),
  perGb: said(
    ['Prix par Go', 'En euros, au-delà des gigaoctets compris.'],
    ['Price for each GB', 'In euros, above the gigabytes that are included.'],
  ),
  includedGb: said(['Go compris', 'Un nombre.'], ['GB included', 'A number.']),
  includedGbPerAccount: said(['Go compris par compte', 'Un nombre.'], ['GB included for each account', 'A number.']),
  maxGb: said(['Go au plus', 'Un nombre, ou « illimité ».'], ['Most GB', 'A number, or “unlimited”.']),
  limits: said(
    [
      'Autres limites',
      'Une unité, deux points, un nombre, comme simultaneous-participants: 30 ; séparées par des points-virgules.',
    ],
    ['Other limits', 'A unit, a colon, a number, such as simultaneous-participants: 30; between semicolons.'],
  ),
  freeAmount: said(
    ['Prix libre', 'oui si chacun donne ce qu’il peut.'],
    ['Pay what you can', 'yes if everybody gives what they can.'],
  ),
  'freeAmount.advised': said(
    ['Montant conseillé', 'En euros par période.'],
    ['Advised amount', 'In euros for a period.'],
  ),
  'freeAmount.floor': said(['Montant minimum', 'En euros par période.'], ['Least amount', 'In euros for a period.']),
  covers: said(
    ['Comprend aussi', 'Noms courts d’autres services, séparés par des points-virgules.'],
    ['Covers too', 'Short names of other services, between semicolons.'],
  ),
  onQuote: said(['Sur devis', 'oui ou non. Vide : pas dit.'], ['On quote', 'yes or no. Empty: not said.']),
  taxIncluded: said(['Taxe comprise', 'oui ou non. Vide : pas dit.'], ['Tax included', 'yes or no. Empty: not said.']),
  'conditions.fr': said(['Conditions', 'En français.'], ['Conditions in French', 'For whom, how.']),
  'conditions.en': said(['Conditions en anglais', 'Facultatif.'], ['Conditions in English', 'Optional.']),
  observedOn: said(
    ['Prix relevé le', 'Le jour, le mois ou l’année où ce prix a été lu. Vide : aujourd’hui, si le prix change.'],
    ['Price seen on', 'The day, month or year when this price was read. Empty: today, where the price changes.'],
  ),
  remove: REMOVE,
};

const count = numberCell();
/** Euros, also as people write a price; the period that is written with it is compared with that of the plan. */
const amount = numberCell(new Map(), (cell) => statedPrice(cell)?.value);
const upTo = numberCell(UNLIMITED);

/** Pay what you can: stated by `yes`, or by its amounts. */
const chosenAmountCells = (name: string): SheetField => {
  const said = yesNoCell(name);
  const amounts = partCells<NonNullable<Plan['freeAmount']>>(name, { advised: amount, floor: amount });
  return {
    columns: [name, ...amounts.columns],
    choices: choicesOf([said, amounts]),
    write: (value, notation) => ({
      ...said.write(value === undefined ? undefined : true, notation),
      ...amounts.write(value, notation),
    }),
    read: (cells: Cells) => {
      const word = said.read(cells);
      return amounts.read(cells) ?? (word === true ? {} : word === false ? undefined : word);
    },
    faults: (cells) => [...(said.faults?.(cells) ?? []), ...(amounts.faults?.(cells) ?? [])],
  };
};

export const planFields = (terms: FieldTerms): Record<keyof Plan, SheetField> => ({
  name: plainCell('plan'),
  from: dayCell('from'),
  period: termCell(terms.periods)('period'),
  for: termCell(terms.covered)('for'),
  fixed: amount('fixed'),
  membershipFee: amount('membershipFee'),
  membershipFree: chosenAmountCells('membershipFree'),
  setupFee: amount('setupFee'),
  perAccount: amount('perAccount'),
  includedAccounts: count('includedAccounts'),
  maxAccounts: upTo('maxAccounts'),
  perGb: amount('perGb'),
  includedGb: count('includedGb'),
  includedGbPerAccount: count('includedGbPerAccount'),
  maxGb: upTo('maxGb'),
  limits: limitsCell(terms)('limits'),
  freeAmount: chosenAmountCells('freeAmount'),
  covers: textsCell('covers'),
  onQuote: yesNoCell('onQuote'),
  taxIncluded: yesNoCell('taxIncluded'),
  conditions: textCells('conditions'),
  observedOn: dateCell('observedOn'),
});

const BY_PERIOD = ['fixed', 'perAccount', 'perGb', 'freeAmount.advised', 'freeAmount.floor'];
const BY_YEAR = ['membershipFee', 'membershipFree.advised', 'membershipFree.floor'];
const BY = {
  month: { fr: 'par mois', en: 'a month' },
  quarter: { fr: 'par trimestre', en: 'a quarter' },
  year: { fr: 'par an', en: 'a year' },
};

/** Prices that were written for another period than that of their plan. */
export function periodFaults(cells: Cells, { period = 'year' }: Pick<Plan, 'period'>): Fault[] {
  const faultOf = (column: string, counted: keyof typeof BY | undefined): Fault[] => {
    const typed = statedPrice(cells[column] ?? '')?.period;
    // A word that is no period is a fault of its own.
    if (typed === undefined || typed === counted || (counted && !Object.hasOwn(BY, counted))) return [];
    return [
      fault(`/${column.replaceAll('.', '/')}`, 'wrong-format', {
        fr: counted
          ? `Ce montant est compté ${BY[counted].fr}, et il y est écrit « ${BY[typed].fr} ». Écrivez le prix ${BY[counted].fr}, ou changez la période.`
          : 'Cela se paie une seule fois : écrivez le montant seul, comme 30.',
        en: counted
          ? `This amount is counted ${BY[counted].en}, and it says “${BY[typed].en}”. Write the price ${BY[counted].en}, or change the period.`
          : 'This is paid once: write the amount alone, such as 30.',
      }),
    ];
  };
  return [
    ...BY_PERIOD.flatMap((column) => faultOf(column, period)),
    ...BY_YEAR.flatMap((column) => faultOf(column, 'year')),
    ...faultOf('setupFee', undefined),
  ];
}
