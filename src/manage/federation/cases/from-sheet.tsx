import { curved } from '../../../ground/texts.ts';
import type { Need } from '../../../matching/engine/need/schema.ts';
import type { Filled } from '../../../pages/frame/fields.tsx';
import { Notice } from '../../../pages/frame/parts.tsx';
import { CaseDrafts, MOST_AT_ONCE } from '../../../recommendations/cases/asked.ts';
import { createCases, listLabelsInUse } from '../../../recommendations/cases/several.ts';
import { isId } from '../../../requests/meaning.ts';
import { requireShape } from '../../../requests/shape.ts';
import type { Speaker } from '../../../vocabulary/speaker.ts';
import { CARRIED_MAX, type Desk } from '../../desk.tsx';
import { DeskForm } from '../../desk-page.tsx';
import { actPage } from '../../parts/pages.tsx';
import { carriedOf, sheetIn, UploadForm, uploadPage } from '../../parts/upload-form.tsx';
import { FEDERATION_DESK } from '../../words/federation.ts';
import { FEDERATION, FederationPage, Told } from '../frame.tsx';
import { faultsByLine, type ReadNeeds, readNeeds } from './needs-in-sheet.ts';
import { type CaseReader, openReading } from './opened.ts';
import { alsoAsked, needParts } from './questions.tsx';
import { FROM_SHEET } from './words/from-sheet.ts';

/** A need of a row in words. */
function understood(need: Need, say: Speaker): string {
  const words = FROM_SHEET[say.language];
  const help = Object.keys(need.wish?.support ?? {}).map((kind) => say.support(kind));
  return [
    ...needParts(need, say),
    ...alsoAsked(need, say, (host) => host),
    ...(help.length > 0 ? [words.helpWished(help.join(', '))] : []),
    ...(need.holdsHealthData ? [words.health] : []),
  ].join(', ');
}

/** What a sheet comes to: its needs, and those of its names that cases have already; or what is wrong. */
interface Read extends ReadNeeds {
  inUse: readonly string[];
}

/** Faults shown of a sheet, and remarks: a page stays below 40 kB. */
const SHOWN = 60;

/** Cases for several associations from one sheet, shown in words before they are opened. The sheet is not kept. */
export function casesFromSheet(desk: Desk, given: CaseReader): void {
  actPage(
    desk,
    `${FEDERATION}/cases/sheet`,
    async (visit, sent) => {
      const { page } = visit;
      const { language, say } = page;
      const words = FROM_SHEET[language];
      const opened = await openReading(given, visit, 'createCases');
      const { context, known, matching, at } = opened;
      const action = `${at}/cases/sheet`;
      const bytes = sheetIn(sent);
      let lines: readonly number[] = [];
      const read = async (): Promise<ReadNeeds> => {
        const own = { model: matching.model, federation: known };
        const found = await readNeeds(bytes, own, page, matching.matcher, (count) =>
          count === 0 || count > MOST_AT_ONCE ? words.count(count, MOST_AT_ONCE) : undefined,
        );
        lines = found.lines;
        return found;
      };
      const draftsOf = ({ needs }: ReadNeeds): CaseDrafts => {
        const drafts = { cases: needs.map(({ label, need }) => ({ label, need, receivedBy: 'file' as const })) };
        requireShape(CaseDrafts, drafts);
        return drafts;
      };
      const show = (filled: Filled, found: Partial<Read> = {}, refused: readonly string[] = []) => {
        const { needs = [], known: notes = [], wrong = [], inUse = [] } = found;
        const faults = [...wrong, ...refused];
        const mayOpen = needs.length > 0 && faults.length === 0;
        const view = (
          <FederationPage
            {...{ opened, filled }}
            heading={words.title}
            lead={words.lead}
            above={['cases', FEDERATION_DESK[language].rooms.cases]}
          >
            <Told title={words.wrong} lead={words.wrongLead} lines={faults} most={SHOWN} />
            {mayOpen && (
              <>
                <h2>{words.understood}</h2>
                <p role="status">{words.understoodLead(needs.length)}</p>
                <ol class="list">
                  {needs.map(({ label, need }, place) => (
                    <li key={label}>
                      <strong>{curved(label)}</strong>
                      <p class="small soft">{`${words.line(lines[place]!)} · ${understood(need, say)}`}</p>
                    </li>
                  ))}
                </ol>
                {inUse.length > 0 && <Notice>{words.inUse(inUse.map(curved).join(', '))}</Notice>}
              </>
            )}
            <Told title={words.known} lines={notes} most={SHOWN} />
            {mayOpen && (
              <DeskForm
                action={action}
                send={words.open(needs.length)}
                hidden={{ go: ['apply'], sheet: [carriedOf(bytes)], version: [context.newId()] }}
              />
            )}
            <p>{words.notKept}</p>
            {!mayOpen && (
              <>
                <h2>{words.template}</h2>
                <p>{words.templateHint(MOST_AT_ONCE)}</p>
                <p>
                  <a href={`/v1/pools/template.xlsx?lang=${language}`} class="button second">
                    {words.download}
                  </a>
                </p>
              </>
            )}
            <h2>{mayOpen || faults.length > 0 ? words.another : words.look}</h2>
            <UploadForm
              action={action}
              label={words.choose}
              hint={words.chooseHint}
              fault={filled.faults.file}
              send={words.look}
              isSecond={mayOpen}
            />
          </FederationPage>
        );
        return faults.length > 0 ? { status: 422, view } : view;
      };
      return uploadPage<Read>({
        ...{ sent, bytes, language, words, show },
        read: async () => {
          const found = await read();
          if (found.wrong.length > 0) return { ...found, inUse: [] };
          const drafts = draftsOf(found);
          await createCases(context, known, drafts, matching, { dryRun: true });
          const labels = drafts.cases.map(({ label }) => label);
          return { ...found, inUse: await listLabelsInUse(context, known, labels) };
        },
        apply: async (_, once) => {
          const found = await read();
          if (found.wrong.length > 0 || !isId(once)) return show({ typed: {}, faults: {} }, { ...found, inUse: [] });
          await createCases(context, known, draftsOf(found), matching, { once });
          return { to: `${at}/cases?done=opened` };
        },
        tell: (faults) => faultsByLine(faults, lines, language),
      });
    },
    CARRIED_MAX,
  );
}
