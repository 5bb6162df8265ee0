import { curved } from '../../../ground/texts.ts';
import type { Need } from '../../../matching/engine/need/schema.ts';
import { fitLineOf } from '../../../pages/answer/card-lines.ts';
import { shownIn } from '../../../pages/answer/shown.ts';
import { List } from '../../../pages/frame/lists.tsx';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { PrintButton, Sentence } from '../../../pages/frame/parts.tsx';
import { askedOf } from '../../../pages/parts/contact.tsx';
import { shownPrice } from '../../../pages/parts/price.ts';
import type { Proposal } from '../../../pages/parts/proposals.ts';
import { FRAME } from '../../../pages/words/site.ts';
import { needFaultsToday } from '../../../recommendations/cases/answer.ts';
import { listOpenedOnce } from '../../../recommendations/cases/several.ts';
import type { CaseRow } from '../../../record/rows.ts';
import { isId } from '../../../requests/meaning.ts';
import { CSV_TYPE, longCsv } from '../../../spreadsheets/csv.ts';
import type { Speaker } from '../../../vocabulary/speaker.ts';
import { type Desk, doneIn, queryParam, type SignedIn } from '../../desk.tsx';
import { LinkLine, TapLink } from '../../desk-page.tsx';
import { FEDERATION_DESK } from '../../words/federation.ts';
import { FEDERATION, FederationPage } from '../frame.tsx';
import { type CaseReader, type OpenedMatching, openReading } from './opened.ts';
import { needParts } from './questions.tsx';
import { CASE } from './words/case.ts';
import { FROM_SHEET } from './words/from-sheet.ts';

/** A case with what is found for it today. */
interface Answered {
  row: CaseRow;
  need: Need;
  /** In the order in which everybody sees it; absent: the need cannot be matched. */
  shown?: Proposal[];
}

async function answered({ known, matching }: OpenedMatching, row: CaseRow): Promise<Answered> {
  const { matcher, model, say } = matching;
  const need = { ...(JSON.parse(row.need) as Need), federation: known.slug };
  if (needFaultsToday(row.need, known, matching).length > 0) return { row, need };
  const match = await matcher.answerInTurn(need, model, say, { everything: false });
  return { row, need, shown: shownIn({ match, need, bySlug: model.bySlug, say }) };
}

/** The cases that one press opened, each with its answer. */
async function openTogether(given: CaseReader, visit: SignedIn, operation: string) {
  const opened = await openReading(given, visit, operation);
  const once = visit.params.once!;
  const rows = isId(once) ? await listOpenedOnce(opened.context, opened.known, once) : [];
  const all: Answered[] = [];
  for (const row of rows) all.push(await answered(opened, row));
  return { opened, once, all };
}

/** Whether a host suits, in words that say enough on paper too, where no message is next to it. */
function fitOf(proposal: Proposal, say: Speaker) {
  const { kind, term, told } = fitLineOf(proposal, undefined, say);
  return { term, told: kind === 'sure' ? undefined : told };
}

function priceText({ cost, budget, covered, toAsk }: Proposal, say: Speaker): string {
  const { text, note } = shownPrice(cost, budget, say, { usages: [...covered, ...toAsk] });
  return text + note;
}

function Standing({ proposal }: { proposal: Proposal }) {
  const { colon } = useWords(FRAME);
  const { term, told } = fitOf(proposal, usePage().say);
  return (
    <>
      {told ? term + colon : `${term}.`}
      {told && <Sentence {...told} />}
    </>
  );
}

function Row({ one: { row, shown }, at }: { one: Answered; at: string }) {
  const words = useWords(FROM_SHEET);
  const { price } = useWords(CASE);
  const { say } = usePage();
  const first = shown?.[0];
  return (
    <tr>
      <th scope="row">
        <TapLink to={`${at}/cases/${row.id}`} name={curved(row.label)} />
      </th>
      <td>
        {first ? (
          <>
            <strong>{curved(first.title)}</strong>
            <p class="small">
              <Standing proposal={first} />
            </p>
          </>
        ) : shown ? (
          words.nobody
        ) : (
          words.unmatched
        )}
      </td>
      <td>{first && !first.almost && price(priceText(first, say))}</td>
    </tr>
  );
}

/** What an association takes home: its need, who could take it, and what to ask, on a sheet of its own. */
function Letter({ opened, one: { row, need, shown = [] } }: { opened: OpenedMatching; one: Answered }) {
  const words = useWords(FROM_SHEET);
  const { say } = usePage();
  const { price } = useWords(CASE);
  const { known, matching } = opened;
  const name = curved(known.name);
  const day = say.date(matching.model.day);
  return (
    <article class="posted stack">
      <h2>{curved(row.label)}</h2>
      <p class="small">{[name, day, ...(row.number ? [words.letterNumber(row.number)] : [])].join(' · ')}</p>
      <p>{words.hello}</p>
      <p>{words.intro(name)}</p>
      <h3>{words.need}</h3>
      <List of={needParts(need, say)} />
      <h3>{words.found}</h3>
      {shown.length === 0 && <p>{words.foundNobody}</p>}
      <ol>
        {shown.map((proposal) => (
          <li key={proposal.key}>
            <strong>{curved(proposal.title)}</strong>
            <p>
              <Standing proposal={proposal} />
              {!proposal.almost && ` ${price(priceText(proposal, say))}`}
            </p>
            <p class="small">{proposal.hosts.map(({ host }) => host.website).join(' · ')}</p>
          </li>
        ))}
      </ol>
      {shown[0] && <ToAsk proposal={shown[0]} />}
      <p>{words.close(day)}</p>
      {row.number && <p>{words.call(row.number)}</p>}
      <p>
        {name}
        <br />
        {known.website}
      </p>
    </article>
  );
}

function ToAsk({ proposal }: { proposal: Proposal }) {
  const words = useWords(FROM_SHEET);
  const { say } = usePage();
  const questions = proposal.hosts.flatMap((one) => askedOf(one, say));
  if (questions.length === 0) return null;
  return (
    <>
      <h3>{words.toAsk}</h3>
      <List of={questions}>{(question) => <Sentence {...question} />}</List>
    </>
  );
}

/** The table for a spreadsheet, by the numbers of the cases; with their labels only when they are asked. */
async function sheetOf(all: readonly Answered[], withLabels: boolean, say: Speaker): Promise<string> {
  const { sheetColumns, nobody, unmatched } = FROM_SHEET[say.language];
  const { label, ...others } = sheetColumns;
  const { number, ...rest } = others;
  const titles = { number, ...(withLabels && { label }), ...rest };
  return await longCsv(
    Object.values(titles),
    all,
    ({ row, need, shown }) => {
      const first = shown?.[0];
      const standing = first && fitOf(first, say);
      const cells = {
        number: row.number ?? '',
        label: row.label,
        usages: need.usages.map(({ usage }) => say.usageShort(usage)).join(', '),
        first: first ? curved(first.title) : shown ? nobody : unmatched,
        standing: [standing?.term, standing?.told?.text].filter(Boolean).join(' : '),
        price: first && !first.almost ? priceText(first, say) : '',
        site: first?.hosts.map(({ host }) => host.website).join(', ') ?? '',
      };
      return Object.fromEntries(
        Object.entries(titles).map(([name, title]) => [title, cells[name as keyof typeof cells]]),
      );
    },
    'semicolon',
  );
}

/** The cases that were opened together: a table with an answer for each, their letters, and a sheet. */
export function casesTogether(desk: Desk, given: CaseReader): void {
  const path = `${FEDERATION}/cases/together/:once`;
  desk.page(path, async (visit) => {
    const { opened, once, all } = await openTogether(given, visit, 'listCases');
    const { language } = visit.page;
    const words = FROM_SHEET[language];
    const { at } = opened;
    const here = `${at}/cases/together/${once}`;
    const csv = `${here}/table.csv?lang=${language}`;
    return (
      <FederationPage
        opened={opened}
        heading={words.opened}
        lead={words.openedLead}
        above={['cases', FEDERATION_DESK[language].rooms.cases]}
        done={doneIn(visit, { opened: words.done(all.length) })}
      >
        {all.length === 0 ? (
          <p>{words.openedNone}</p>
        ) : (
          <>
            <table class="ledger">
              <caption class="vh">{words.opened}</caption>
              <thead>
                <tr>
                  {Object.values(words.columns).map((name) => (
                    <th key={name} scope="col">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {all.map((one) => (
                  <Row key={one.row.id} {...{ one, at }} />
                ))}
              </tbody>
            </table>
            <LinkLine to={`${here}/letters`} name={words.letters} />
            <p class="row">
              <a href={csv} class="tap">
                {words.sheet}
              </a>
              <a href={`${csv}&labels=true`} class="tap">
                {words.sheetLabels}
              </a>
            </p>
          </>
        )}
      </FederationPage>
    );
  });

  desk.page(`${path}/letters`, async (visit) => {
    const { opened, once, all } = await openTogether(given, visit, 'getCase');
    const words = FROM_SHEET[visit.page.language];
    return (
      <FederationPage
        opened={opened}
        heading={words.letters}
        lead={words.lettersLead}
        above={[`cases/together/${once}`, words.opened]}
      >
        <p class="screen">
          <PrintButton />
        </p>
        {all.length === 0 && <p>{words.openedNone}</p>}
        {all.map((one) => (
          <Letter key={one.row.id} {...{ opened, one }} />
        ))}
      </FederationPage>
    );
  });

  desk.page(`${path}/table.csv`, async (visit) => {
    const { all } = await openTogether(given, visit, 'downloadCases');
    const { language, say } = visit.page;
    const file = await sheetOf(all, queryParam(visit, 'labels') === 'true', say);
    return { file, type: `${CSV_TYPE}; charset=utf-8`, name: FROM_SHEET[language].fileName };
  });
}
