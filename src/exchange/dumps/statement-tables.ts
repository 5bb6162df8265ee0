import type { Host } from '../../documents/host.ts';
import type { Service } from '../../documents/service.ts';
import type { Claim, Commitment } from '../../documents/statement.ts';
import { CLAIM_VALUES, EVIDENCE_LEVELS, STATEMENT_SOURCES } from '../../vocabulary/terms.ts';
import type { Dumped } from './dumped.ts';
import { ofItsHost, TO_HOSTS } from './host-table.ts';
import { ofItsService, TO_SERVICES } from './service-table.ts';
import { type Column, column, inBoth, type Table } from './table.ts';

/** What the statement that counts says of itself: the first one, whose value and evidence the subject has. */
const saidColumns = <T extends { said: Claim | Commitment }>(): Column<T>[] => [
  column(
    'evidence',
    'string',
    ['Preuve, aujourd’hui', 'Evidence, today'],
    ({ said }) => said.evidence,
    EVIDENCE_LEVELS,
  ),
  column(
    'contested',
    'boolean',
    ['Un tiers dit le contraire, avec une preuve', 'A third party says no, with evidence'],
    ({ said }) => said.contested,
  ),
  column('statedBy', 'string', ['Qui le dit', 'Who says so'], ({ said }) => said.statements[0]?.by, STATEMENT_SOURCES),
  column(
    'statedByFederation',
    'string',
    ['Quel réseau le dit', 'Which network says so'],
    ({ said }) => said.statements[0]?.federation,
  ),
  column(
    'statedOn',
    'partial-day',
    ['Dit le ; vide : sans date', 'Said on; empty: undated'],
    ({ said }) => said.statements[0]?.asOf,
  ),
  column(
    'countsUntil',
    'date',
    ['Dernier jour où la preuve donnée compte entièrement', 'Last day on which the evidence counts in full'],
    ({ said }) => said.statements[0]?.until,
  ),
  column(
    'aged',
    'boolean',
    [
      'Ce jour est passé : la preuve compte un niveau de moins, ou plus du tout',
      'That day has passed: the evidence counts one level less, or no more',
    ],
    ({ said }) => said.statements[0]?.aged,
  ),
  column(
    'evidenceUrl',
    'string',
    ['Page qui le prouve', 'Page that proves it'],
    ({ said }) => said.statements[0]?.evidenceUrl,
  ),
  ...inBoth<T>('note', ['Note', 'Note'], ({ said }) => said.statements[0]?.note),
  column(
    'statementCount',
    'integer',
    ['Combien le disent', 'How many say something of it'],
    ({ said }) => said.statements.length,
  ),
];

interface ClaimRow {
  host: Host;
  said: Claim;
}

export const CLAIMS: Table<ClaimRow> = {
  name: 'claims',
  title: { fr: 'Les réponses aux critères, une par ligne', en: 'Answers to criteria, one a row' },
  key: 'claimId',
  refersTo: [TO_HOSTS],
  rowsOf: (host) => host.claims.map((said) => ({ host, said })),
  columns: [
    column(
      'claimId',
      'string',
      ['La réponse : son hébergeur, puis son critère', 'The answer: its host, then its criterion'],
      ({ host, said }) => `${host.id}/${said.criterion}`,
    ),
    ...ofItsHost<ClaimRow>(),
    column(
      'criterion',
      'string',
      ['Critère (liste criteria de codes.csv)', 'Criterion (list criteria of codes.csv)'],
      ({ said }) => said.criterion,
    ),
    column('answer', 'string', ['Réponse', 'Answer'], ({ said }) => said.value, CLAIM_VALUES),
    ...saidColumns<ClaimRow>(),
  ],
};

interface CommitmentRow {
  host: Host;
  service: Service | undefined;
  said: Commitment;
  dumped: Dumped;
}

export const COMMITMENTS: Table<CommitmentRow> = {
  name: 'commitments',
  title: { fr: 'Les engagements, un par ligne', en: 'Commitments, one a row' },
  key: 'commitmentId',
  refersTo: [TO_HOSTS, TO_SERVICES],
  rowsOf: (host, dumped) => [
    ...host.commitments.map((said) => ({ host, service: undefined, said, dumped })),
    ...host.services.flatMap((service) => service.commitments.map((said) => ({ host, service, said, dumped }))),
  ],
  columns: [
    column(
      'commitmentId',
      'string',
      [
        'L’engagement : son service, ou son hébergeur, puis sa sorte',
        'The commitment: its service, or its host, then its kind',
      ],
      ({ host, service, said }) => `${service?.id ?? host.id}/${said.kind}`,
    ),
    ...ofItsHost<CommitmentRow>(),
    ...ofItsService<CommitmentRow>(),
    column(
      'commitment',
      'string',
      ['Sorte (liste commitment-kinds de codes.csv)', 'Kind (list commitment-kinds of codes.csv)'],
      ({ said }) => said.kind,
    ),
    column('amount', 'number', ['Promis : un nombre', 'Promised: a number'], ({ said }) =>
      typeof said.value === 'number' ? said.value : undefined,
    ),
    column(
      'unit',
      'string',
      ['Unité de ce nombre (liste units de codes.csv)', 'Unit of this number (list units of codes.csv)'],
      ({ said, dumped }) =>
        typeof said.value === 'number' ? dumped.reference.commitmentKinds.get(said.kind)?.unit : undefined,
    ),
    column('answer', 'any', ['Promis : un mot, oui ou non', 'Promised: a word, yes or no'], ({ said }) =>
      typeof said.value === 'number' ? undefined : Array.isArray(said.value) ? said.value.join(' | ') : said.value,
    ),
    ...saidColumns<CommitmentRow>(),
  ],
};
