import { gunzipSync, gzipSync } from 'node:zlib';
import type { Bercail } from '../../../bercail.ts';
import { memberList } from '../../../federations/members/sheet.ts';
import { reviewList } from '../../../federations/reviews/sheet.ts';
import { selectionList } from '../../../federations/selection/sheet.ts';
import type { SheetList } from '../../../federations/sheet-rows.ts';
import { putSheet, type Upload } from '../../../federations/spreadsheets/upload.ts';
import { inLanguage } from '../../../ground/errors.ts';
import { EMPTY, type Filled } from '../../../pages/frame/fields.tsx';
import { type Page, usePage, useWords } from '../../../pages/frame/page.ts';
import { Sentence } from '../../../pages/frame/parts.tsx';
import { titleIn } from '../../../spreadsheets/columns.ts';
import { readSheets } from '../../../spreadsheets/files.ts';
import { CARRIED_MAX, type Desk, parameter, type SignedIn } from '../../desk.tsx';
import { DeskForm, TapLink } from '../../desk-page.tsx';
import { isPicture, UploadForm } from '../../parts/upload-form.tsx';
import { takenOr } from '../../taking.ts';
import { FEDERATION, FederationPage, hostName, Lines, type Own, ownFederation, ROOM } from '../frame.tsx';
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
/** Of a file, as it was before it was made smaller for the form that carries it. */
const FILE_MAX = 100_000;

/** Bytes for a hidden field; a workbook is small already. */
const carriedOf = (bytes: Buffer): string => gzipSync(bytes).toString('base64url');

/** The same read back; empty when a form carries something else. */
function carriedIn(text: string): Buffer {
  try {
    return gunzipSync(Buffer.from(text, 'base64url'), { maxOutputLength: FILE_MAX });
  } catch {
    return Buffer.alloc(0);
  }
}

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
  return {
    changes: [
      ...added.map((one) => ({ line: one.line, text: words.added(about(one)) })),
      ...changed.map(({ fields, ...one }) => {
        const told = fields.map(({ column, before, after }) =>
          words.becomes(titleIn(column, language, titles), before ?? words.empty, after ?? words.empty),
        );
        return { line: one.line, text: `${about(one)}. ${told.join(' ; ')}.` };
      }),
    ]
      .sort((a, b) => a.line - b.line)
      .map(({ line, text }) => `${words.line(line)}. ${text}`),
    known: notes.map(({ text }) => inLanguage(text, language)),
  };
}

interface Tried {
  outcome?: Upload;
  wrong: readonly string[];
}

interface SheetPageProps {
  own: Own;
  name: ListName;
  filled: Filled;
  tried?: Tried | undefined;
  carried?: { sheet: string; version: string } | undefined;
  done?: string | undefined;
}

function Outcome({ own: { visit }, name, outcome }: { own: Own; name: ListName; outcome: Upload }) {
  const words = useWords(SHEETS);
  const { more } = useWords(ROOM);
  const { changes, known } = tellUpload(outcome, name, visit);
  const { added, changed, unchanged, absent } = outcome;
  return (
    <>
      <h2>{words.would}</h2>
      <p role="status">{changes.length === 0 ? words.nothing : words.total(added.length, changed.length, unchanged)}</p>
      <Lines lines={changes} most={SHOWN} more={more} />
      {absent.length > 0 && <p>{words.absent(absent.length)}</p>}
      {known.length > 0 && (
        <>
          <h3>{words.known}</h3>
          <Lines lines={known} most={SHOWN} more={more} />
        </>
      )}
    </>
  );
}

function SheetPage({ own, name, filled, tried, carried, done }: SheetPageProps) {
  const words = useWords(SHEETS);
  const { more } = useWords(ROOM);
  const { language } = usePage();
  const { federation, at } = own;
  const action = `${at}/sheets/${name}`;
  const { outcome, wrong = [] } = tried ?? {};
  const mayApply = carried && outcome && outcome.added.length + outcome.changed.length > 0;
  const down = `/v1/federations/${federation.slug}/${name}`;
  return (
    <FederationPage
      opened={own}
      heading={words.lists[name]}
      lead={words.leads[name]}
      above={['sheets', words.title]}
      filled={filled}
      done={done}
    >
      {wrong.length > 0 && (
        <>
          <h2>{words.wrong}</h2>
          <p role="status">{words.wrongLead(wrong.length)}</p>
          <Lines lines={wrong} most={SHOWN} more={more} />
        </>
      )}
      {outcome && <Outcome own={own} name={name} outcome={outcome} />}
      {mayApply && (
        <DeskForm
          action={action}
          send={words.apply}
          hidden={{ go: ['apply'], sheet: [carried.sheet], version: [carried.version] }}
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
      <h2>{tried ? words.another : words.up}</h2>
      <UploadForm
        action={action}
        label={words.choose}
        hint={words.chooseHint}
        fault={filled.faults.file}
        send={words.look}
        isSecond={mayApply === true}
      />
    </FederationPage>
  );
}

function ListsPage({ own }: { own: Own }) {
  const words = useWords(SHEETS);
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
}

/** What was done, counted in an address. */
function doneOf(visit: SignedIn, { language }: Page): string | undefined {
  const [, added, changed] = /^(\d{1,4})-(\d{1,4})$/.exec(parameter(visit, 'done') ?? '') ?? [];
  return added === undefined ? undefined : SHEETS[language].done(Number(added), Number(changed));
}

/** The lists of a federation for a spreadsheet, and back after it was seen what that changes. */
export function sheetPages(desk: Desk, _bercail: Bercail): void {
  desk.page(`${FEDERATION}/sheets`, async (visit) => <ListsPage own={await ownFederation(visit, 'uploadMembers')} />);

  for (const name of NAMES) {
    const { operation, upload } = LISTS[name];
    const path = `${FEDERATION}/sheets/${name}`;

    desk.page(path, async (visit) => {
      const own = await ownFederation(visit, operation);
      return <SheetPage own={own} name={name} filled={EMPTY} done={doneOf(visit, visit.page)} />;
    });

    desk.form(
      path,
      async (visit, { fields, isStay }) => {
        const { page, reply } = visit;
        const own = await ownFederation(visit, operation);
        const { context, federation, at } = own;
        const words = SHEETS[page.language];
        const isCarried = fields.has('sheet');
        const bytes = isCarried
          ? carriedIn(fields.get('sheet') ?? '')
          : Buffer.from(fields.get('file') ?? '', 'base64url');
        const show = (status: number, props: Partial<SheetPageProps>) => ({
          status,
          view: <SheetPage own={own} name={name} filled={EMPTY} {...props} />,
        });
        const refuse = (file: string) => show(422, { filled: { typed: {}, faults: { file } } });
        if (bytes.length === 0) return isStay ? show(200, {}) : refuse(words.none);
        if (isPicture(bytes)) return refuse(words.photo);
        if (fields.has('cut')) return refuse(words.tooLarge);
        const put = async (ifMatch: string, dryRun: boolean) =>
          (
            await putSheet(context, upload, federation.slug, await readSheets(bytes), {
              ifMatch,
              dryRun,
            })
          ).document;
        const carried = { sheet: carriedOf(bytes), version: `v${federation.version}` };
        return await takenOr(
          visit,
          async () => {
            if (fields.get('go') === 'apply' && isCarried) {
              const { added, changed } = await put(fields.get('version') ?? '', false);
              return { to: `${at}/sheets/${name}?done=${added.length}-${changed.length}` };
            }
            return show(200, { tried: { outcome: await put(carried.version, true), wrong: [] }, carried });
          },
          async ({ refusal = '' }, { code, faults }) => {
            // What was shown is no longer so: it is shown anew first.
            if (code === 'version-stale')
              return show(reply.statusCode, {
                filled: { ...EMPTY, refusal: ROOM[page.language].stale },
                tried: { outcome: await put('*', true), wrong: [] },
                carried,
              });
            if (faults.length === 0)
              return show(reply.statusCode, { filled: { typed: {}, faults: { file: refusal } } });
            const wrong = faults.map(({ message }) => inLanguage(message, page.language));
            return show(422, { tried: { wrong } });
          },
        );
      },
      CARRIED_MAX,
    );
  }
}
