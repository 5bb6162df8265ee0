import type { Support } from '../../documents/host.ts';
import { fieldTerms } from '../../exchange/spreadsheets/sheets/terms.ts';
import { capital, curved } from '../../ground/texts.ts';
import { HostDocument } from '../../host-documents/schema.ts';
import { Select } from '../../pages/frame/fields.tsx';
import { AUDIENCE_LABELS, COMPLETE_LIST_LABELS, LEGAL_FORM_LABELS } from '../../vocabulary/labels.ts';
import {
  AUDIENCES,
  CAPACITY_STATES,
  LEGAL_FORMS,
  SUPPORT_KINDS,
  SUPPORT_MODES,
  type SupportKind,
} from '../../vocabulary/terms.ts';
import type { DeskVisit, SignedIn } from '../desk.tsx';
import { partAt, setPart } from '../parts/body.ts';
import { fieldsOf, PHONE_MAX, termChoices } from '../parts/field-kinds.tsx';
import { LONGEST_NAME, seatLine, seatOf } from '../parts/places.ts';
import { HOST_DESK } from '../words/host-desk.ts';
import { HOST_FACTS_ASKED } from '../words/host-facts.ts';
import { JOINING } from '../words/joining.ts';
import type { HostField, HostFormSpec } from './form.tsx';

/* The facts of a host itself, by theme; `fact-forms.ts` says which form asks for which. */

/** What these forms need to know of who asks. */
type Asking = Pick<DeskVisit, 'page' | 'model'>;

/** They ask of every host the same. */
interface FactsSpec extends Omit<HostFormSpec, 'fields'> {
  fields(document: HostDocument): readonly HostField[];
}

/** Whom it serves, and how to reach it. */
export function factsForm({ page: { language, say }, model: { reference } }: Asking): FactsSpec {
  const words = HOST_FACTS_ASKED[language];
  const { line, address, text, textLine, list, several, tick, zones } = fieldsOf(HostDocument, language);
  const { languages } = fieldTerms(reference);
  const unknown = (typed: string) => typed.split(/[\n,;]/).find((one) => one.trim() && !languages.keyOf(one.trim()));
  const email = line('/host/contact/email', words.email, {
    ...{ hint: words.emailHint, expects: words.emailExpected, autocomplete: 'email' },
  });
  const role = tick('/host/contact/roleAddress', words.role, { name: 'role', choice: ['yes', words.isRole] });
  const withoutAddress = (body: object) => partAt(body, '/host/contact/email') === undefined;
  return {
    heading: HOST_DESK[language].facts,
    lead: words.lead,
    lists: words.lists,
    shows: 'facts',
    says: { 'personal-address': words.personal },
    fields: (body) => [
      zones('/host/serves', words.serves, { body, territories: reference.territories, hint: words.servesHint }),
      several('/host/audiences', words.audiences, {
        hint: words.audiencesHint,
        choices: AUDIENCES.map((one) => [one, AUDIENCE_LABELS[one][language]]),
        tell: (values) => say.list(values.map((one) => AUDIENCE_LABELS[one as 'schools'][language])),
      }),
      list('/host/languages', words.languages, {
        ...{ hint: words.languagesHint, rows: 3, most: 1000 },
        shown: (codes) => (codes as string[]).map((code) => capital(say.languageName(code))).join('\n'),
        written: (typed) =>
          unknown(typed) === undefined
            ? [...new Set(typed.split(/[\n,;]/).flatMap((one) => languages.keyOf(one.trim()) ?? []))]
            : undefined,
        unread: (typed) => words.noLanguage((unknown(typed) ?? '').trim()),
      }),
      {
        ...email,
        write: (body, values) => {
          email.write(body, values);
          if (withoutAddress(body)) role.write(body, []);
        },
      },
      {
        ...role,
        write: (body, values) => role.write(body, withoutAddress(body) ? [] : values),
        // Asked once an address was taken for that of a person.
        view: (filled) =>
          (filled.faults.email === words.personal || [filled.typed.role].flat().includes('yes')) && role.view(filled),
      },
      address('/host/contact/url', words.url, {
        ...{ hint: words.urlHint, expects: words.urlExpected, autocomplete: 'url' },
      }),
      line('/host/contact/phone', words.phone, {
        ...{ hint: words.phoneHint, expects: words.phoneExpected, autocomplete: 'tel', most: PHONE_MAX },
      }),
      textLine('/host/contact/hours', words.hours, { hint: words.hoursHint }),
      text('/host/summary', words.summary),
    ],
  };
}

/** What a host is recognised by, and who it is. */
export function identityForm({ page: { language }, model: { reference } }: Asking): FactsSpec {
  const words = HOST_FACTS_ASKED[language];
  const joining = JOINING[language];
  const { line, address, select, date } = fieldsOf(HostDocument, language);
  const seatIn = (typed: string) => seatOf(typed, reference.territories, language);
  return {
    heading: HOST_DESK[language].identity,
    lead: words.identityLead,
    fields: () => [
      line('/host/name', joining.name, { missing: joining.nameMissing, autocomplete: 'organization' }),
      address('/host/website', joining.website, {
        ...{ hint: joining.websiteHint, expects: joining.websiteWrong, autocomplete: 'url' },
      }),
      select('/host/legalForm', words.legalForm, {
        choices: LEGAL_FORMS.map((one) => [one, LEGAL_FORM_LABELS[one][language]]),
        unsaid: HOST_DESK[language].unsaid,
      }),
      date('/host/foundedOn', words.foundedOn),
      line('/host/seat', words.seat, {
        ...{ hint: words.seatHint, most: LONGEST_NAME },
        shown: (seat) => seatLine(seat as Parameters<typeof seatLine>[0], reference.territories, language),
        written: (typed) => {
          const seat = seatIn(typed);
          return typeof seat === 'string' ? undefined : seat;
        },
        unread: (typed) => String(seatIn(typed)),
      }),
    ],
  };
}

/** Places left in a service. */
function capacityOf({ page: { language } }: SignedIn, { slug, name }: { slug: string; name: string }, index: number) {
  const words = HOST_FACTS_ASKED[language];
  const { capacities, unsaid } = HOST_DESK[language];
  const { choice, date } = fieldsOf(HostDocument, language);
  const at = `/services/${index}/capacity`;
  const shown = curved(name);
  const day = (key: 'openFrom' | 'until', control: string) =>
    date(`${at}/${key}`, words[key](shown), {
      ...{ name: `${control}-${slug}`, faultLabel: words[key](shown), hint: words[`${key}Hint`] },
    });
  return [
    choice(`${at}/state`, words.capacity(shown), {
      ...{ name: `capacity-${slug}`, faultLabel: words.capacity(shown), expects: words.capacityExpected },
      ...{ choices: termChoices(CAPACITY_STATES, capacities), unsaid },
    }),
    day('openFrom', 'from'),
    day('until', 'until'),
  ];
}

/** Places left in every service: one page, because they change together and often. */
export function roomsForm(visit: SignedIn): HostFormSpec {
  const { language } = visit.page;
  const words = HOST_FACTS_ASKED[language];
  return {
    heading: HOST_DESK[language].rooms,
    lead: words.roomsLead,
    none: words.noService,
    fields: ({ services }) => services.flatMap((service, index) => capacityOf(visit, service, index)),
  };
}

const SUPPORT = '/host/support';
const supportIn = (body: object) => partAt(body, SUPPORT) as Support[] | undefined;
const offersNone = (body: object): boolean => supportIn(body)?.length === 0;
/** Hosting is what all of them do: it is asked of as a help only where it is said as one already. */
const isOffered = (body: object, kind: SupportKind): boolean =>
  supportIn(body)?.some((one) => one.kind === kind) ?? false;
/** Of help that is given, without saying how. */
const ANYHOW = 'yes';
/** Each way to give a kind of help, and those that go together. */
const WAYS = [ANYHOW, ...SUPPORT_MODES, 'remote,phone', 'remote,in-person', 'phone,in-person', SUPPORT_MODES.join()];

/** How a host gives a kind of help. */
function supportField(
  { page: { language, say } }: SignedIn,
  kind: SupportKind,
  document: object,
  isWhole: boolean,
): HostField {
  const words = HOST_FACTS_ASKED[language];
  const waysIn = (body: object): string[] => {
    const offered = supportIn(body)?.filter((one) => one.kind === kind) ?? [];
    return [ANYHOW, ...SUPPORT_MODES].filter((way) => offered.some(({ mode = ANYHOW }) => mode === way));
  };
  const told = (ways: string) => capital(say.list(ways.split(',').map((way) => words.ways[way as 'yes'])));
  const known = waysIn(document).join();
  const name = `support-${kind}`;
  const label = capital(say.support(kind));
  const choices = [...new Set([...WAYS, ...(known ? [known] : [])])].map((ways) => [ways, told(ways)] as const);
  const unsaid = isWhole ? words.notListed : HOST_DESK[language].unsaid;
  return {
    ...{ name, label, at: [] },
    read: (body) => [waysIn(body).join() || []].flat(),
    write: (body, [ways]) => {
      const others = supportIn(body)?.filter((one) => one.kind !== kind) ?? [];
      const offered = ways?.split(',').map((way) => ({ kind, ...(way !== ANYHOW && { mode: way }) })) ?? [];
      const support = [...others, ...offered];
      setPart(HostDocument, body, SUPPORT, support.length > 0 ? support : undefined);
    },
    tell: ([ways]) => (ways ? told(ways) : ''),
    view: (filled) => <Select {...{ filled, name, label }} groups={[['', [['', unsaid], ...choices]]]} />,
  };
}

const NO_HELP = 'no-help';

export function helpForm(visit: SignedIn): HostFormSpec {
  const { page, model } = visit;
  const words = HOST_FACTS_ASKED[page.language];
  const { zones, tick } = fieldsOf(HostDocument, page.language);
  const { territories } = model.reference;
  return {
    heading: HOST_DESK[page.language].help,
    lead: words.helpLead,
    lists: { support: COMPLETE_LIST_LABELS.support[page.language] },
    shows: 'facts',
    faults: (typed) =>
      typed[NO_HELP] && SUPPORT_KINDS.some((kind) => typed[`support-${kind}`]) ? { [NO_HELP]: words.noneAlone } : {},
    fields: (body, { complete }) => [
      ...SUPPORT_KINDS.filter((kind) => kind !== 'hosting' || isOffered(body, kind)).map((kind) =>
        supportField(visit, kind, body, complete.includes('support')),
      ),
      {
        ...tick(SUPPORT, words.noHelp, { name: NO_HELP, choice: [ANYHOW, words.none] }),
        read: (one) => (offersNone(one) ? [ANYHOW] : []),
        write: (one, values) => {
          if (values.length > 0) setPart(HostDocument, one, SUPPORT, []);
          else if (offersNone(one)) setPart(HostDocument, one, SUPPORT, undefined);
        },
      },
      zones('/host/visits', words.visits, { body, territories, hint: words.visitsHint }),
    ],
  };
}
