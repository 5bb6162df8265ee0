import type { Host } from '../../../documents/host.ts';
import { inLanguage } from '../../../ground/errors.ts';
import { ownHost } from '../../../hosts/entries/commands.ts';
import { EMPTY, type Filled } from '../../../pages/frame/fields.tsx';
import { List } from '../../../pages/frame/lists.tsx';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { Sentence } from '../../../pages/frame/parts.tsx';
import { FORMS } from '../../../pages/words/forms.ts';
import { CARRIED_MAX, DESK, type Desk, type SignedIn } from '../../desk.tsx';
import { DeskForm, DeskPage } from '../../desk-page.tsx';
import { isPicture, UploadForm } from '../../parts/upload-form.tsx';
import { takenOr } from '../../taking.ts';
import { FILE } from '../../words/file.ts';
import { crumbOf } from '../form.tsx';
import { savedQuery } from '../saved.tsx';
import { applyFile, type TriedFile, tryFile } from './try.ts';

/** A file that was sent, as the form that follows carries it. */
interface Carried {
  file: string;
  name: string;
  version: string;
}

interface FileProps {
  host: Host;
  action: string;
  filled: Filled;
  tried?: TriedFile;
  carried?: Carried;
}

function Told({ title, lead, lines }: { title: string; lead?: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      {lead && <p>{lead}</p>}
      <List of={lines}>{(text) => <Sentence text={text} />}</List>
    </>
  );
}

function FilePage({ host, action, filled, tried, carried }: FileProps) {
  const words = useWords(FILE);
  const page = usePage();
  const isDraft = host.state === 'draft';
  const workbook = isDraft ? '/v1/spreadsheet/template.xlsx' : `/v1/hosts/${host.slug}/spreadsheet.xlsx`;
  const mayApply = tried && carried && tried.wrong.length === 0 && tried.changes.length > 0;
  return (
    <DeskPage heading={words.title} lead={words.lead} crumb={crumbOf(host)} filled={filled}>
      {tried && (
        <>
          <Told title={words.wrong} lead={words.wrongLead} lines={tried.wrong} />
          {tried.changes.length > 0 ? (
            <Told title={words.would} lines={tried.changes} />
          ) : (
            tried.wrong.length === 0 && (
              <>
                <h2>{words.would}</h2>
                <p>{words.nothing}</p>
              </>
            )
          )}
          {mayApply && (
            <DeskForm
              action={action}
              send={words.apply}
              hidden={{ go: ['apply'], file: [carried.file], name: [carried.name], version: [carried.version] }}
            />
          )}
          <Told title={words.known} lines={tried.known} />
          <h2>{words.another}</h2>
        </>
      )}
      <UploadForm
        action={action}
        label={words.choose}
        hint={
          <>
            {isDraft ? words.emptyHint : words.chooseHint}{' '}
            <a href={`${workbook}?lang=${page.language}`}>{words.workbook}</a>
          </>
        }
        fault={filled.faults.file}
        send={words.look}
        isSecond={Boolean(mayApply)}
      />
    </DeskPage>
  );
}

/** An existing file fills the entry, after it was shown what that changes. */
export function filePages(desk: Desk): void {
  const path = `${DESK}/hosts/:host/file`;
  const actionOf = ({ params }: SignedIn) => `${DESK}/hosts/${params.host}/file`;

  desk.page(path, async (visit) => {
    const host = await ownHost(await visit.asHost(visit.params.host!, 'uploadHostSpreadsheet'), visit.params.host!);
    return <FilePage host={host} action={actionOf(visit)} filled={EMPTY} />;
  });

  desk.form(
    path,
    async (visit, { fields, isStay }) => {
      const { params, page, reply } = visit;
      const context = await visit.asHost(params.host!, 'uploadHostSpreadsheet');
      const host = await ownHost(context, params.host!);
      const file = fields.get('file') ?? '';
      const name = (fields.get('name') ?? '').slice(0, 200);
      const bytes = Buffer.from(file, 'base64url');
      const words = FILE[page.language];
      const show = (status: number, props: Partial<FileProps>) => ({
        status,
        view: <FilePage host={host} action={actionOf(visit)} filled={EMPTY} {...props} />,
      });
      const refuse = (fault: string) => show(422, { filled: { typed: {}, faults: { file: fault } } });
      if (bytes.length === 0) return isStay ? show(200, {}) : refuse(words.none);
      if (isPicture(bytes)) return refuse(words.photo);
      if (fields.has('cut')) return refuse(words.tooLarge);
      const trying = { visit, context, host, bytes };
      const carried = { file, name, version: `v${host.version}` };
      return await takenOr(
        visit,
        async () => {
          if (fields.get('go') === 'apply' && fields.has('version')) {
            await applyFile(trying, name, fields.get('version')!);
            const after = await ownHost(context, params.host!);
            return { to: `${DESK}/hosts/${params.host}?${await savedQuery(visit, host, after)}` };
          }
          return show(200, { tried: await tryFile(trying, name), carried });
        },
        async ({ refusal = '' }, { code, faults }) => {
          // What was shown is no longer so: it is shown anew first.
          if (code === 'version-stale')
            return show(reply.statusCode, {
              filled: { ...EMPTY, refusal: FORMS[page.language].conflict },
              tried: await tryFile(trying, name),
              carried,
            });
          if (faults.length === 0) return show(reply.statusCode, { filled: { typed: {}, faults: { file: refusal } } });
          const wrong = faults.map(({ message }) => inLanguage(message, page.language));
          return show(reply.statusCode, { tried: { changes: [], known: [], wrong } });
        },
      );
    },
    CARRIED_MAX,
  );
}
