import { curved } from '../../../ground/texts.ts';
import { List } from '../../../pages/frame/lists.tsx';
import { Sentence } from '../../../pages/frame/parts.tsx';
import { CARRIED_MAX, DESK, type Desk } from '../../desk.tsx';
import { DeskForm, DeskPage, LinkLine } from '../../desk-page.tsx';
import { actPage } from '../../parts/pages.tsx';
import { bytesIn, UploadForm, uploadPage } from '../../parts/upload-form.tsx';
import { FILE } from '../../words/file.ts';
import { crumbOf, openHost } from '../form.tsx';
import { OwnFiles } from './own-files.tsx';
import { applyFile, type TriedFile, tryFile } from './tried.ts';

/** What there is to say of a file, under a title; nothing without lines. */
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

/** An existing file fills the entry, after it was shown what that changes. */
export function filePages(desk: Desk): void {
  actPage(
    desk,
    `${DESK}/hosts/:host/file`,
    async (visit, sent) => {
      const { params, page } = visit;
      const { language } = page;
      const words = FILE[language];
      const { context, host } = await openHost(visit, 'uploadHostWorkbook');
      const action = `${DESK}/hosts/${params.host}/file`;
      const isDraft = host.state === 'draft';
      const workbook = isDraft
        ? '/v1/spreadsheet/template.xlsx?for=draft&'
        : `/v1/hosts/${host.slug}/spreadsheet.xlsx?`;
      const name = (sent?.get('name') ?? '').slice(0, 200);
      const trying = { visit, context, host, bytes: bytesIn(sent) };
      return uploadPage<TriedFile>({
        ...{ sent, language, words },
        read: () => tryFile(trying, name),
        show: (filled, read, wrong) => {
          const tried: TriedFile | undefined = wrong ? { changes: [], erased: [], known: [], wrong } : read;
          const changing = (tried?.changes.length ?? 0) + (tried?.erased.length ?? 0);
          const mayApply = tried !== undefined && tried.wrong.length === 0 && changing > 0;
          return (
            <DeskPage heading={words.title} lead={words.lead} crumb={crumbOf(host)} filled={filled}>
              {tried && (
                <>
                  {tried.other && (
                    <>
                      <h2>{curved(words.other(tried.other.name, tried.other.site))}</h2>
                      <p role="alert">{words.otherLead(curved(host.name))}</p>
                    </>
                  )}
                  {tried.isOlder && (
                    <>
                      <h2>{words.older}</h2>
                      <p role="alert">{words.olderLead}</p>
                    </>
                  )}
                  <Told title={words.wrong} lead={tried.takenBy ? '' : words.wrongLead} lines={tried.wrong} />
                  {tried.takenBy && <LinkLine {...tried.takenBy} />}
                  <Told title={words.would} lines={tried.changes} />
                  <Told title={words.wouldErase} lead={words.wouldEraseLead} lines={tried.erased} />
                  {changing + tried.wrong.length === 0 && (
                    <>
                      <h2>{words.would}</h2>
                      <p>{words.nothing}</p>
                    </>
                  )}
                  {mayApply && (
                    <DeskForm
                      action={action}
                      send={tried.other ? words.applyOther : tried.isOlder ? words.applyOlder : words.apply}
                      hidden={{
                        go: ['apply'],
                        file: [sent!.get('file')!],
                        name: [name],
                        version: [`v${host.version}`],
                      }}
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
                    <a href={`${workbook}lang=${language}`}>{words.workbook}</a>
                  </>
                }
                fault={filled.faults.file}
                send={words.look}
                isSecond={mayApply}
              />
              <OwnFiles host={host} />
            </DeskPage>
          );
        },
        apply: async (_, version) => {
          await applyFile(trying, version);
          return { to: `${DESK}/hosts/${params.host}?saved=yes` };
        },
      });
    },
    CARRIED_MAX,
  );
}
