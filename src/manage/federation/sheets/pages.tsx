import { memberList } from '../../../federations/members/sheet.ts';
import { reviewList } from '../../../federations/reviews/sheet.ts';
import { selectionList } from '../../../federations/selection/sheet.ts';
import type { SheetList } from '../../../federations/sheet-rows.ts';
import { putSheet, type Upload } from '../../../federations/spreadsheets/upload.ts';
import { type Page, useWords } from '../../../pages/frame/page.ts';
import { Sentence } from '../../../pages/frame/parts.tsx';
import { titleIn } from '../../../spreadsheets/columns.ts';
import { readSheets } from '../../../spreadsheets/files.ts';
import { CARRIED_MAX, type Desk, queryParam, type SignedIn } from '../../desk.tsx';
import { DeskForm, TapLink } from '../../desk-page.tsx';
import { inPageWords } from '../../form-command.ts';
import { actPage } from '../../parts/pages.tsx';
import { carriedOf, sheetIn, UploadForm, uploadPage } from '../../parts/upload-form.tsx';
import { ROOM } from '../../words/federation.ts';
import { FEDERATION, FederationPage, hostName, type OwnDesk, openOwnDesk, Told } from '../frame.tsx';
import { MEMBERS_DESK } from '../members/words.ts';
import { SHEETS } from './words.ts';

const NAMES = ['members', 'selection', 'reviews'] as const;
type ListName = (typeof NAMES)[number];

const LISTS: Readonly<Record<ListName, { operation: string; upload: SheetList<object> }>> = {
  members: { operation: 'uploadMembers', upload: memberList },
  selection: { operation: 'uploadSelection', upload: selectionList },
  reviews: { operation: 'uploadReviews', upload: reviewList },
};

/** Lines shown of each part: a page stays below 40 kB. */
const SHOWN = 40;
/** What a sheet would do, in sentences. */
function tellUpload({ added, changed, notes }: Upload, name: ListName, visit: SignedIn) {
  const { language, say } = visit.page;
  const words = SHEETS[language];
  const { titles } = LISTS[name].upload.columns;
  const about = ({ host, subject }: { host: string; subject?: string | undefined }) => {
    const [kind, key = ''] = (subject ?? '').split(/:(.*)/s);
    const point = kind === 'criterion' ? say.criterion(key) : kind === 'commitment' ? say.commitment(key) : '';
    return [hostName(visit, host), point].filter(Boolean).join(', ');
  };
  const states: Readonly<Record<string, string>> = MEMBERS_DESK[language].memberStates;
  const said = (column: string, cell: string | null) =>
    cell && (column === 'state' ? (states[cell] ?? cell) : inPageWords(cell, language));
  return {
    changes: [
      ...added.map(({ fields, ...one }) => {
        const told = fields.flatMap(({ column, after }) =>
          after === null ? [] : words.is(titleIn(column, language, titles), said(column, after)!),
        );
        return {
          line: one.line,
          text: [words.added(about(one)), ...(told.length > 0 ? [`${told.join(' ; ')}.`] : [])].join(' '),
        };
      }),
      ...changed.flatMap(({ fields, ...one }) => {
        const told = fields.flatMap(({ column, before, after }) =>
          after === null
            ? []
            : words.becomes(
                titleIn(column, language, titles),
                said(column, before) ?? words.empty,
                said(column, after)!,
              ),
        );
        return told.length === 0 ? [] : { line: one.line, text: `${about(one)}. ${told.join(' ; ')}.` };
      }),
    ]
      .sort((a, b) => a.line - b.line)
      .map(({ line, text }) => `${words.line(line)}. ${text}`),
    erased: changed.flatMap(({ fields, ...one }) =>
      fields.flatMap(({ column, before, after }) => {
        const title = titleIn(column, language, titles);
        return after === null
          ? `${words.line(one.line)}, ${about(one)}. ${words.erases(title, said(column, before)!)}`
          : [];
      }),
    ),
    known: notes.map(({ text }) => inPageWords(text, language)),
  };
}

function Outcome({ own: { visit }, name, outcome }: { own: OwnDesk; name: ListName; outcome: Upload }) {
  const words = useWords(SHEETS);
  const { changes, erased, known } = tellUpload(outcome, name, visit);
  const { added, changed, unchanged, absent } = outcome;
  return (
    <>
      <h2>{words.would}</h2>
      <p role="status">
        {changes.length + erased.length === 0 ? words.nothing : words.total(added.length, changed.length, unchanged)}
      </p>
      <Told lines={changes} most={SHOWN} />
      <Told title={words.wouldErase} isBelow lead={words.wouldEraseLead} lines={erased} most={SHOWN} />
      {absent.length > 0 && <p>{words.absent(absent.length)}</p>}
      <Told title={words.known} isBelow lines={known} most={SHOWN} />
    </>
  );
}

/** What was done, counted in an address. */
function doneOf(visit: SignedIn, { language }: Page): string | undefined {
  const [, added, changed] = /^(\d{1,4})-(\d{1,4})$/.exec(queryParam(visit, 'done') ?? '') ?? [];
  return added === undefined ? undefined : SHEETS[language].done(Number(added), Number(changed));
}

/** The lists of a federation for a spreadsheet, and back after it was seen what that changes. */
export function sheetPages(desk: Desk): void {
  desk.page(`${FEDERATION}/sheets`, async (visit) => {
    const own = await openOwnDesk(visit, 'uploadMembers');
    const words = SHEETS[visit.page.language];
    return (
      <FederationPage opened={own} heading={words.title} lead={words.lead}>
        <ul class="list">
          {NAMES.map((name) => (
            <li key={name}>
              <TapLink to={`${own.at}/sheets/${name}`} name={words.lists[name]} />
              <p class="small soft">
                <Sentence text={words.leads[name]} />
              </p>
            </li>
          ))}
        </ul>
      </FederationPage>
    );
  });
  for (const name of NAMES)
    actPage(desk, `${FEDERATION}/sheets/${name}`, (visit, sent) => sheetPage(visit, sent, name), CARRIED_MAX);
}

async function sheetPage(visit: SignedIn, sent: URLSearchParams | undefined, name: ListName) {
  const { language } = visit.page;
  const words = SHEETS[language];
  const { stale } = ROOM[language];
  const { operation, upload } = LISTS[name];
  const own = await openOwnDesk(visit, operation);
  const { context, federation, at } = own;
  const action = `${at}/sheets/${name}`;
  const bytes = sheetIn(sent);
  const put = async (ifMatch: string, dryRun: boolean) =>
    (await putSheet(context, upload, federation.slug, await readSheets(bytes), { ifMatch, dryRun })).document;
  const down = `/v1/federations/${federation.slug}/${name}`;
  return uploadPage<Upload>({
    ...{ sent, bytes, language, words, stale },
    // What came meanwhile is compared with: the version is checked when it is written.
    read: () => put('*', true),
    show: (filled, outcome, wrong = []) => {
      const mayApply = outcome !== undefined && outcome.added.length + outcome.changed.length > 0;
      return (
        <FederationPage
          opened={own}
          heading={words.lists[name]}
          lead={words.leads[name]}
          above={['sheets', words.title]}
          filled={filled}
          done={sent ? undefined : doneOf(visit, visit.page)}
        >
          <Told title={words.wrong} lead={words.wrongLead(wrong.length)} lines={wrong} most={SHOWN} />
          {outcome && <Outcome own={own} name={name} outcome={outcome} />}
          {mayApply && (
            <DeskForm
              action={action}
              send={words.apply}
              hidden={{ go: ['apply'], sheet: [carriedOf(bytes)], version: [`v${federation.version}`] }}
            />
          )}
          <h2>{words.down}</h2>
          <p>{words.downHint}</p>
          <p class="row">
            <a href={`${down}.xlsx?lang=${language}`} class="button second">
              {words.workbook}
            </a>
            <a href={`${down}.csv?separator=semicolon`} class="tap">
              {words.csv}
            </a>
          </p>
          <h2>{outcome || wrong.length > 0 ? words.another : words.up}</h2>
          <UploadForm
            action={action}
            label={words.choose}
            hint={words.chooseHint}
            fault={filled.faults.file}
            send={words.look}
            isSecond={mayApply}
          />
        </FederationPage>
      );
    },
    apply: async (_, version) => {
      const { added, changed } = await put(version, false);
      return { to: `${action}?done=${added.length}-${changed.length}` };
    },
  });
}
