import type { Bercail } from '../../../bercail.ts';
import { inLanguage } from '../../../ground/errors.ts';
import { EMPTY, type Filled, Radios } from '../../../pages/frame/fields.tsx';
import { refusedIn } from '../../../pages/frame/forms.ts';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { pool } from '../../../recommendations/pools/pool.ts';
import type { Pool } from '../../../recommendations/pools/schema.ts';
import { CARRIED_MAX, type Desk } from '../../desk.tsx';
import { isPicture, UploadForm } from '../../parts/upload-form.tsx';
import { FEDERATION, FederationPage, Lines, type Own, ownFederation, ROOM } from '../frame.tsx';
import { PoolAnswer } from './answer.tsx';
import { readNeeds } from './read.ts';
import { POOLS } from './words.ts';

/** Lines shown of each part: a page stays below 40 kB. */
const SHOWN = 60;

interface PoolPageProps {
  own: Own;
  filled: Filled;
  wrong?: readonly string[];
  known?: readonly string[];
  answer?: Pool;
}

function PoolPage({ own, filled, wrong = [], known = [], answer }: PoolPageProps) {
  const words = useWords(POOLS);
  const { more } = useWords(ROOM);
  const { language } = usePage();
  const { federation, at } = own;
  const froms = Object.entries(words.froms).filter(([from]) => from !== 'selection' || federation.selection);
  const told = (title: string, lines: readonly string[]) =>
    lines.length > 0 && (
      <>
        <h2>{title}</h2>
        <Lines lines={lines} most={SHOWN} more={more} />
      </>
    );
  return (
    <FederationPage opened={own} heading={words.title} lead={words.lead} filled={filled}>
      {told(words.wrong, wrong)}
      {answer && <PoolAnswer own={own} pool={answer} />}
      {told(words.known, known)}
      <p>{words.notKept}</p>
      {!answer && (
        <>
          <h2>{words.template}</h2>
          <p>{words.templateHint}</p>
          <p>
            <a href={`/v1/pools/template.xlsx?lang=${language}`} class="button second">
              {words.download}
            </a>
          </p>
        </>
      )}
      <h2>{answer ? words.another : words.look}</h2>
      <UploadForm
        action={`${at}/pools`}
        label={words.choose}
        hint={words.chooseHint}
        fault={filled.faults.file}
        send={words.look}
      >
        <Radios filled={filled} name="from" label={words.from} choices={froms} />
      </UploadForm>
    </FederationPage>
  );
}

/** A sheet of needs, and what it comes to for a group. Nothing of it is kept. */
export function poolPages(desk: Desk, { matcher, policy }: Bercail): void {
  const path = `${FEDERATION}/pools`;

  desk.page(path, async (visit) => (
    <PoolPage own={await ownFederation(visit, 'computePool')} filled={{ typed: { from: '' }, faults: {} }} />
  ));

  desk.form(
    path,
    async (visit, { fields, isStay }) => {
      const { page, request, reply } = visit;
      const own = await ownFederation(visit, 'computePool');
      const words = POOLS[page.language];
      const from = (['members', 'selection'] as const).find((one) => fields.get('from') === one);
      const typed = { from: from ?? '' };
      const bytes = Buffer.from(fields.get('file') ?? '', 'base64url');
      const show = (status: number, props: Partial<PoolPageProps>) => ({
        status,
        view: <PoolPage own={own} filled={{ ...EMPTY, typed }} {...props} />,
      });
      const refuse = (file: string) => show(422, { filled: { typed, faults: { file } } });
      if (bytes.length === 0) return isStay ? show(200, {}) : refuse(words.none);
      if (isPicture(bytes)) return refuse(words.photo);
      if (fields.has('cut')) return refuse(words.tooLarge);
      try {
        const { needs, lines, wrong, known } = await readNeeds(bytes, from, own, page, matcher);
        if (wrong.length > 0) return show(422, { wrong, known });
        try {
          const { model, federation } = own;
          const answer = await pool({ needs }, federation, { matcher, model, say: page.say, policy });
          return show(200, { answer, known });
        } catch (error) {
          const { faults, sentence } = refusedIn(error, page, request, reply);
          const lineOf = (pointer: string) => lines[Number(/^\/needs\/(\d+)/.exec(pointer)?.[1])];
          const told = faults.map(({ pointer, message }) => {
            const line = lineOf(pointer);
            const text = inLanguage(message, page.language);
            return line === undefined ? text : `${words.line(line)}. ${text}`;
          });
          return told.length > 0 ? show(reply.statusCode, { wrong: [...new Set(told)] }) : refuse(sentence);
        }
      } catch (error) {
        const { faults, sentence } = refusedIn(error, page, request, reply);
        const told = faults.map(({ message }) => inLanguage(message, page.language));
        return told.length > 0 ? show(422, { wrong: told }) : refuse(sentence);
      }
    },
    CARRIED_MAX,
  );
}
