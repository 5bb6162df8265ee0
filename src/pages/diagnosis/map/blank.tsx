import { capital } from '../../../ground/texts.ts';
import type { Reference } from '../../../vocabulary/reference.ts';
import { Layout, Roof } from '../../frame/layout.tsx';
import { usePage, useWords } from '../../frame/page.ts';
import { PrintButton } from '../../frame/parts.tsx';
import { BLANK_MAP } from '../../words/paper.ts';
import { Sideways } from './table.tsx';

const TOOL_LINES = 8;
const EMPTY_USAGES = 2;
const CHANGE_LINES = 3;

const times = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

/** Cells to write in, as many as a row has. */
const EmptyCells = ({ count }: { count: number }) => times(count).map((at) => <td key={at} />);

/** What most associations do: the usages that the guided need begins with. */
const commonUsages = ({ usages }: Reference): string[] =>
  [...usages.values()]
    .filter(({ startHere }) => startHere !== undefined)
    .sort((a, b) => a.startHere! - b.startHere!)
    .map(({ key }) => key);

function FirstSheet() {
  const words = useWords(BLANK_MAP);
  return (
    <section class="leaf">
      <h2>{words.first}</h2>
      <p class="small">{words.roles}</p>
      <Sideways label={words.first}>
        <table class="cells blank tools">
          <thead>
            <tr>
              <th scope="col">{words.tool}</th>
              {words.questions.map(([head]) => (
                <th scope="col" key={head}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {times(TOOL_LINES).map((at) => (
              <tr key={at}>
                <EmptyCells count={words.questions.length + 1} />
              </tr>
            ))}
          </tbody>
        </table>
      </Sideways>
      <h3>{words.meaning}</h3>
      <dl class="meanings small">
        {words.questions.map(([head, meaning]) => (
          <div key={head}>
            <dt>{head}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function SecondSheet({ reference }: { reference: Reference }) {
  const words = useWords(BLANK_MAP);
  const { say } = usePage();
  const heads = [words.usage, words.with, words.tooMany, words.holds, words.backUp];
  return (
    <section class="leaf">
      <h2>{words.second}</h2>
      <Sideways label={words.second}>
        <table class="cells blank">
          <thead>
            <tr>
              {heads.map((head) => (
                <th scope="col" key={head}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {commonUsages(reference).map((usage) => (
              <tr key={usage}>
                <th scope="row">{capital(say.usageShort(usage))}</th>
                <EmptyCells count={heads.length - 1} />
              </tr>
            ))}
            {times(EMPTY_USAGES).map((at) => (
              <tr key={at}>
                <EmptyCells count={heads.length} />
              </tr>
            ))}
          </tbody>
        </table>
      </Sideways>
      <div class="halves">
        <section>
          <h3>{words.change}</h3>
          {times(CHANGE_LINES).map((at) => (
            <div class="write" key={at} />
          ))}
        </section>
        <section>
          <h3>{words.step}</h3>
          <dl class="pairs">
            {[words.what, words.who, words.when, words.seeAgain].map((label) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd class="write" />
              </div>
            ))}
          </dl>
        </section>
      </div>
    </section>
  );
}

/** The map on paper: two sheets of A4 on their side, whatever the language. */
export function BlankMap({ reference }: { reference: Reference }) {
  const words = useWords(BLANK_MAP);
  return (
    <Layout
      title={words.title}
      description={words.lead}
      wide
      roof={
        <Roof heading={words.heading} lead={words.lead}>
          <p class="row screen">
            <PrintButton />
          </p>
        </Roof>
      }
    >
      <p class="screen">
        {words.print} {words.afterwards}
      </p>
      <FirstSheet />
      <SecondSheet reference={reference} />
    </Layout>
  );
}
